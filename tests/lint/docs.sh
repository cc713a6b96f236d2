#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual pages are clean mdoc, and say what the program does: every verb,
# every exit status, every code of a warning, every key of a configuration.
: "${top_srcdir:?}" "${top_builddir:?}"
man=$top_srcdir/man
bad=0
complain() {
	echo "$*"
	bad=1
}

# documented PAGE MACRO WORD WHAT: the page has an item for it.
documented() {
	sed 's/\\-/-/g; s/\\&//g' "$man/$1" | grep -qE -e "^\.It $2 $3( |\$)" ||
		complain "$1: the $4 $3 is not described"
}

# -- every code that the program can print ----
codes=$(cat "$top_srcdir"/core/*/*.[ch] "$top_srcdir"/plugins/*/*.[ch] 2>/dev/null |
	grep -oE '\bNR-[A-Z][A-Z0-9]+\b' | sort -u)
for code in $codes; do
	documented netrecover.8 Sy "$code" code
done

# -- every key that a plugin declares: { "pool", NR_RANGE, ... ----
keys=$(cat "$top_srcdir"/core/*/*.c "$top_srcdir"/plugins/*/*.c 2>/dev/null | tr '\n' ' ' |
	grep -oE '\{[[:space:]]*(\.key = )?"[a-z][a-z-]*",[[:space:]]*(\.type = )?NR_(BOOL|UINT|STRING|PATH|ADDR|RANGE|SECONDS)\b' |
	cut -d '"' -f 2 | sort -u)
for key in $keys; do
	documented netrecover.conf.5 Cm "$key" key
done

# -- every verb of the program ----
help=$("$top_builddir/netrecover" --help 2>/dev/null)
verbs=$(echo "$help" | sed -n 's/^  \([a-z][a-z-]*\)\( .*\)\{0,1\}$/\1/p' | sort -u)
for verb in $verbs; do
	documented netrecover.8 Cm "$verb" command
done

# -- every long option ----
options=$(echo "$help" | grep -oE '(^|[ ,;])--[a-z][a-z-]*' | sed 's/.*--//' | sort -u)
for option in $options; do
	grep -qE "^\.(It|Op|Fl|Cm) .*Fl -$option\b|^\.(Op )?Fl -$option\b" "$man/netrecover.8" ||
		complain "netrecover.8: the option --$option is not described"
done

# -- mdoc ----
if command -v mandoc >/dev/null 2>&1; then
	for page in netrecover.8 netrecover.conf.5 netrecover-plugin.7; do
		# Our own pages are not installed yet.
		found=$(mandoc -T lint "$man/$page" | grep -v 'referenced manual not found')
		[ -z "$found" ] || complain "$found"
	done
	lint=
else
	lint="mandoc is missing, the pages were not checked (Debian: apt-get install mandoc)"
fi

echo "$(echo "$options" | grep -c .) options, $(echo "$verbs" | grep -c .) verbs, $(echo "$codes" | grep -c .) codes, $(echo "$keys" | grep -c .) keys"
if [ $bad -eq 0 ] && [ -n "$lint" ]; then
	echo "SKIP $lint"
	exit 77
fi
exit $bad
