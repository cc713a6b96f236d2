#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Make the build system from its sources; needs autoconf, automake, libtool and pkg-config.
set -e
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"

# Automake wants the name of every module, and nobody should have to keep such a
# list.  Each plugins/models/cisco-*.c is a model; every other .c there is code that
# models share, and belongs to a model that reaches its header by #include.
models=plugins/models

# reach FILE: the shared code behind it
reach() {
	# shellcheck disable=SC2013 # words are wanted
	for name in $(sed -n 's/^#include "\([a-z0-9]*\)\.h"$/\1/p' "$1"); do
		[ ! -f "$models/$name.c" ] || echo "$models/lib$name.la"
		[ "$models/$name.h" = "$1" ] || reach "$models/$name.h"
	done
}

list_models() {
	echo "# Written by autogen.sh from the files here: do not edit."
	for c in "$models"/*.c; do
		base=${c#"$models"/} la=${c%.c}.la
		case $base in
		cisco-*) kind=model_LTLIBRARIES ;;
		*) kind=noinst_LTLIBRARIES la=$models/lib${base%.c}.la ;;
		esac
		var=$(echo "$la" | tr -c 'A-Za-z0-9\n' _)
		printf '\n%s += %s\n%s_SOURCES = %s\n' $kind "$la" "$var" "$c"
		# shellcheck disable=SC2016 # for make
		[ $kind = noinst_LTLIBRARIES ] || printf '%s_LDFLAGS = $(MODULE_LINK)\n%s_LIBADD = %s\n' \
			"$var" "$var" "$(reach "$c" | sort -u | paste -sd ' ' -)"
	done
	printf '\nnoinst_HEADERS +='
	printf ' \\\n\t%s' "$models"/*.h
	echo
}
list_models >$models/list.mk

exec autoreconf --force --install --warnings=all
