#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The events of the journal: netrecover-journal(5) has each one of the table, with its members, and
# no other; the sources write none that the table does not have, and all that it has.
: "${top_srcdir:?}" "${top_builddir:?}"
tool=$top_builddir/tests/stories/check-journal
[ -x "$tool" ] || { echo "check-journal is not built"; exit 99; }
bad=0
complain() {
	echo "$*"
	bad=1
}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
"$tool" --list | grep -v '^-' | sort >"$work/table"
awk '
	/^\.Ss Events/ { in_it = 1 }
	/^\.Sh FILES/ { in_it = 0 }
	in_it && /^\.It Sy / { event = $3; print event }
	in_it && /^\.It Va / { sub(/\*$/, "", $3); print event " " $3 }
' "$top_srcdir/man/netrecover-journal.5" | sort >"$work/page"
diff "$work/table" "$work/page" >"$work/diff" || complain "the table of events (<) and netrecover-journal.5 (>): $(cat "$work/diff")"
"$tool" --list | sed -n 's/^- //p' >"$work/head"
awk '/^\.Ss Every/ { in_it = 1 } /^\.El/ { in_it = 0 } in_it && /^\.It Va / { print $3 }' \
	"$top_srcdir/man/netrecover-journal.5" >"$work/head.page"
diff "$work/head" "$work/head.page" || complain "what each line has: the table (<) and the page (>)"
# What stands behind the word event in the sources; a name that is handed on is a text of its own.
grep -v ' ' "$work/table" >"$work/names"
find "$top_srcdir/core" "$top_srcdir/plugins" -name '*.c' ! -name event.c ! -name memory.c ! -name record.c -exec cat {} + |
	grep -oE '"(bench|journal|guard|link|address|phone|step|transfer|operator|power)\.[a-z]+"' | tr -d '"' |
	sort -u >"$work/sources"
echo journal.continued >>"$work/sources"
# A file, and what hooks are told; not of the journal.
printf 'bench.ini\nbench.ended\nphone.trouble\n' >"$work/others"
for event in $(grep -vxF -f "$work/others" "$work/sources" | sort -u); do
	grep -qx "$event" "$work/names" || complain "$event is written, and is not in the table"
done
while read -r event; do
	grep -qx "$event" "$work/sources" || complain "$event is in the table, and nothing writes it"
done <"$work/names"
echo "$(grep -c . "$work/names") events"
[ "$(grep -c . "$work/names")" -gt 30 ] || complain "that is too few"
exit $bad
