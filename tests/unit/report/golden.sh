#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The report of a journal, in every form, byte by byte as golden files have it.  They were
# looked at by people; `UPDATE=1 tests/unit/report/golden.sh` writes them anew after a
# change that is meant.
: "${top_srcdir:?}" "${top_builddir:?}"
here=$(cd "$top_srcdir/tests/unit/report" && pwd)
netrecover=$(cd "$top_builddir" && pwd)/netrecover
dir=$(mktemp -d "${TMPDIR:-/tmp}/report-XXXXXX") || exit 99
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 99
TZ=UTC0
export TZ
bad=0
mkdir state
cp "$here/journal.jsonl" state/

complain() {
	echo "$*"
	bad=1
}

# golden NAME ARGUMENT...: what report says is in the file
golden() {
	name=$1
	shift
	"$netrecover" report "$@" >"$name" 2>err || complain "report $* ended with $?: $(cat err)"
	[ -z "${UPDATE:-}" ] || cp "$name" "$here/golden/$name"
	cmp -s "$name" "$here/golden/$name" || {
		complain "report $* is not golden/$name:"
		diff "$here/golden/$name" "$name" | head -n 20
	}
}

golden last.txt
golden last.html --html
golden last.csv --csv
golden last.json --json
golden day.csv --csv --since 2026-01-31
golden run.txt --run aaaaaaaaaaaa
golden mask.json --json --mask

# Masked means everywhere.
for secret in FCH1234ABCD FCH1234EFGH 001B54AA 1b:54:aa; do
	"$netrecover" report --html --mask | grep -qi "$secret" && complain "--mask shows $secret"
done
# What a phone says stays text.
grep -q '<SCCP45' last.html && complain "a text of the journal became an element"
grep -qE '<script|https?://|src=' last.html | grep -v w3.org && complain "the page needs something from outside"

# status NUMBER ARGUMENT...
status() {
	want=$1
	shift
	"$netrecover" report "$@" >out 2>err
	got=$?
	[ $got -eq "$want" ] || complain "report $* ended with $got, not with $want: $(cat err)"
}
status 5 --run nosuch
status 5 --since 2027-01-01
status 2 --since yesterday
status 2 --html --csv
status 0 --html -o a.html
cmp -s a.html last.html || complain "-o writes something else"
status 1 --html -o no/such/folder.html
mv state/journal.jsonl state/gone
status 1
# A line that was torn, and one that is none.
{ head -n 12 state/gone; echo rubbish; tail -n +13 state/gone; printf '{"time":"2026-01-31T09:30'; } >state/journal.jsonl
"$netrecover" report --csv 2>/dev/null | cmp -s - last.csv || complain "a torn line changes the report"
exit $bad
