#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Make the build system from its sources; needs autoconf, automake, libtool and pkg-config.
set -e
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"

# Automake wants the name of every module, and nobody should have to keep such a
# list.  Each plugins/models/*.c is a model; each plugins/models/family/*.c is code that
# models share, and belongs to a model that reaches its header by #include.
models=plugins/models
family=$models/family

# reach FILE: the shared code behind it; that of a family may need another one
reach() (
	# shellcheck disable=SC2013 # words are wanted
	for name in $(sed -n 's,^#include "\(family/\)\{0\,1\}\([a-z0-9_]*\)\.h"$,\2,p' "$1"); do
		[ "$family/$name" != "${1%.[ch]}" ] || continue
		[ ! -f "$family/$name.h" ] || reach "$family/$name.h"
		[ ! -f "$family/$name.c" ] || { echo "$family/lib$name.la"; reach "$family/$name.c"; }
	done
)

list_models() {
	echo "# Written by autogen.sh from the files here: do not edit."
	for c in "$models"/*.c "$family"/*.c; do
		base=${c##*/} la=${c%.c}.la
		case $c in
		"$family"/*) kind=noinst_LTLIBRARIES la=$family/lib${base%.c}.la ;;
		*) kind=model_LTLIBRARIES ;;
		esac
		var=$(echo "$la" | tr -c 'A-Za-z0-9\n' _)
		printf '\n%s += %s\n%s_SOURCES = %s\n' $kind "$la" "$var" "$c"
		# shellcheck disable=SC2016 # for make
		[ $kind = noinst_LTLIBRARIES ] || printf '%s_LDFLAGS = $(MODULE_LINK)\n%s_LIBADD = %s\n' \
			"$var" "$var" "$(reach "$c" | sort -u | paste -sd ' ' -)"
	done
	printf '\nnoinst_HEADERS +='
	printf ' \\\n\t%s' "$family"/*.h
	echo
}
list_models >$models/list.mk

# Nor of unit tests: each check_*.c below tests/unit is one, and so is each script.  A
# test is linked with the .c of each header of tests/unit that it reaches (names.h:
# names.c, names_*.c), with the libraries whose headers these include, and with what a
# line in it asks for:
#	/* with plugins/NAME/FILE.c */
units=tests/unit

# reach_sources FILE: it, and the headers and sources of tests/unit behind it
reach_sources() {
	found=$1 before=
	while [ "$found" != "$before" ]; do
		before=$found
		# shellcheck disable=SC2013,SC2086 # lists of names
		for name in $(sed -n 's|^#include "\('$units'/.*\)\.h"$|\1|p' $found); do
			for part in "$name.c" "$name"_*.c "$name.h"; do
				[ ! -f "$part" ] || found="$found $part"
			done
		done
		# shellcheck disable=SC2086
		found=$(printf '%s\n' $found | sort -u | paste -sd ' ' -)
	done
	echo "$found"
}

# reach_libraries FILE...: what they are linked with, the lowest last
reach_libraries() {
	included=$(sed -n 's/^#include [<"]\(.*\)[>"].*$/\1/p' "$@" | sort -u)
	for folder in $(echo "$included" | sed -n 's|^plugins/\([a-z]*\)/.*|\1|p' | sort -u); do
		sed -n 's/^noinst_LTLIBRARIES += //p' "plugins/$folder/local.mk"
	done
	echo "$included" | sed -n 's|^tests/phone/firmware\.h$|tests/phone/libfirmware.la|p'
	# The plugin under test finds the verbs either in the test or in the core.
	case $included in
	*/verbs.h*|*/tftp-core.h*) ;;
	*) echo core/libcore.la ;;
	esac
	# shellcheck disable=SC2016 # for make
	echo "$included" | sed -n 's/^gmp\.h$/$(GMP_LIBS) $(NETTLE_LIBS)/p
		s/^pcap.*/$(PCAP_LIBS)/p; s/^pthread\.h$/-lpthread/p'
	# shellcheck disable=SC2016 # for make
	echo '$(EV_LIBS) $(CHECK_LIBS)'
}

list_tests() {
	echo "# Written by autogen.sh from the files here: do not edit."
	printf '\nnoinst_HEADERS +='
	# shellcheck disable=SC2046 # names without blanks
	printf ' \\\n\t%s' $(find $units -name '*.h' | sort)
	printf '\n\n'
	for f in $(find $units -name '*.sh' ! -name faults.sh | sort); do
		printf 'TESTS += %s\nEXTRA_DIST += %s\n' "$f" "$f"
	done
	printf 'include %s\n' $units/*/local.mk
	printf '\nif UNIT_TESTS\n'
	for c in $(find $units -name 'check_*.c' | sort); do
		test=${c%.c}
		var=$(echo "$test" | tr -c 'A-Za-z0-9\n' _)
		files=$(reach_sources "$c")
		# shellcheck disable=SC2086
		libraries=$(reach_libraries $files | paste -sd ' ' -)
		printf 'check_PROGRAMS += %s\nTESTS += %s\n' "$test" "$test"
		printf '%s_SOURCES = %s\n' "$var" \
			"$files$(sed -n 's|^/\* with \(plugins/.*\.c\) \*/$| \1|p' "$c")"
		# shellcheck disable=SC2016 # for make
		printf '%s_CPPFLAGS = $(UNIT_INCLUDES)\n%s_LDADD = %s\n%s_LDFLAGS = %s\n' "$var" \
			"$var" "$libraries" "$var" '$(AM_LDFLAGS) -export-dynamic'
	done
	echo endif
}
list_tests >$units/list.mk

exec autoreconf --force --install --warnings=all
