## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# What golden.sh reads.
EXTRA_DIST += tests/unit/report/journal.jsonl \
	tests/unit/report/golden/day.csv \
	tests/unit/report/golden/last.csv \
	tests/unit/report/golden/last.html \
	tests/unit/report/golden/last.json \
	tests/unit/report/golden/last.txt \
	tests/unit/report/golden/mask.json \
	tests/unit/report/golden/run.txt
