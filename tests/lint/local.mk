# What a compiler does not check: the tree, the headers, the pages, the installed files.
LINT_TESTS = \
	tests/lint/banned.sh \
	tests/lint/docs.sh \
	tests/lint/examples.sh \
	tests/lint/headers.sh \
	tests/lint/install.sh \
	tests/lint/plugins.sh \
	tests/lint/symbols.sh \
	tests/lint/tree.sh
TESTS += $(LINT_TESTS)
EXTRA_DIST += $(LINT_TESTS) tests/lint/strip.awk
