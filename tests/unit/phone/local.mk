## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# The faults that faults.sh puts back: no test of "make check".
EXTRA_DIST += tests/unit/phone/faults.sh \
	tests/unit/phone/faults/again-is-forgotten.patch \
	tests/unit/phone/faults/any-word-at-any-time.patch \
	tests/unit/phone/faults/asking-is-taking.patch \
	tests/unit/phone/faults/begun-is-read.patch \
	tests/unit/phone/faults/clear-before-asked.patch \
	tests/unit/phone/faults/clock-ends-writing.patch \
	tests/unit/phone/faults/deed-against-word.patch \
	tests/unit/phone/faults/doubt-begins-again.patch \
	tests/unit/phone/faults/earlier-is-not-doubted.patch \
	tests/unit/phone/faults/forget-ends-writing.patch \
	tests/unit/phone/faults/giving-up-is-proof.patch \
	tests/unit/phone/faults/lease-while-tripped.patch \
	tests/unit/phone/faults/no-row-after-restart.patch \
	tests/unit/phone/faults/no-stop.patch \
	tests/unit/phone/faults/nothing-is-doubted.patch \
	tests/unit/phone/faults/plan-forgets-writing.patch \
	tests/unit/phone/faults/sign-of-old.patch \
	tests/unit/phone/faults/start-is-all.patch
