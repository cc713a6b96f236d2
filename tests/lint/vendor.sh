#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The core knows no vendor: nothing in core/ decides by the name of one, of its protocol, its
# phones or its files.  What its models say is in plugins/models; its formats are read and written
# by the files that core/plugin/formats.c names, for models that name them.  The list only gets shorter.
cd "${top_srcdir:?}" || exit 99
. tests/lint/count.sh
words='[Cc]isco|(^|[^A-Za-z])SEP|cnf\.xml|sccp|SCCP|"MPP"|"F1"'
# Formats of the vendor: the table, and what reads and writes them.
formats='core/plugin/formats\.c|core/plan/xmldefault\.[ch]|core/serve/cnfxml\.c'
# Words for people only, and tables that say what a name is: a line of them that compares is a decision.
tables='core/plugin/names\.c|core/library/bycatch\.c|core/phone/vendor\.c|core/phone/witness\.c|core/serve/rogue\.c|core/host/overhear\.c'
said='core/config/settings\.c|core/verbs/help\.c|core/verbs/options\.c|core/verbs/verbs\.c|core/verbs/verb_init\.c'
compares='cmp\(|str[a-z]*str\(|strchr\(|fnmatch\(|ends\(|starts\(|glob\(|[=!]=|if \(|case [A-Z_]*SCCP'

# look FOLDER: lines of code that have one of the words; the two sources of packets that the
# installed headers name are no words.
look() {
	find "$1" -name '*.[ch]' | sort |
		xargs awk -v numbered=1 -v strings=1 -f tests/lint/strip.awk |
		sed 's/NR_SOURCE_SCCP//g; s/LOAD_SCCP//g' | grep -E "^[^:]*:[0-9]*: .*($words)"
}

# what is left of these when all that may be is taken away
wrong() {
	grep -vE '^core/verbs/demo\.c:' | grep -vE "^($formats):" |
		awk -v may="^($tables|$said):" -v compares="$compares" '
		{ file = $0; sub(/:.*/, ":", file); code = $0; sub(/^[^:]*:[0-9]*: /, "", code) }
		file !~ may || code ~ compares { print }'
}

canary=$(mktemp -d) || exit 99
trap 'rm -rf "$canary"' EXIT
mkdir -p "$canary/core/phone"
printf '/* a Cisco phone */\n\tif (strcmp(s, "SCCP") == 0)\n\treturn "SEP001B54AA0001";\n\tcase LOAD_SCCP:\n' >"$canary/core/phone/a.c"
printf '\t{ ENDS, "cnf.xml" },\n\tif (strcmp(s, "Cisco") == 0)\n' >"$canary/core/phone/vendor.c"
found=$(cd "$canary" && ln -s "$OLDPWD/tests" tests && look core | wrong)
[ "$(printf '%s\n' "$found" | grep -c .)" -eq 3 ] || {
	echo "of 3 wrong lines it finds these:"
	echo "$found"
	exit 1
}

found=$(look core | wrong)
if [ -n "$found" ]; then
	echo "decided in core/ by a vendor's word (see core/plugin/formats.c):"
	echo "$found"
	exit 1
fi
for f in $(printf '%s|%s|%s' "$formats" "$tables" "$said" | sed 's/\\\././g; s/\[ch\]/c/g' | tr '|' ' '); do
	look "$f" | grep -q . || { echo "$f needs no exception any more"; exit 1; }
done
looked_at "$(find core -name '*.[ch]' | wc -l)" "$(tracked 'core/*.[ch]' | wc -l)" files
