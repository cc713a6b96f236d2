#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
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

exec autoreconf --force --install --warnings=all
