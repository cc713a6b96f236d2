EXTRA_DIST += tests/browser/README.md tests/browser/bench.py tests/browser/browser.py tests/browser/page.py tests/browser/report.py tests/browser/table.py
