#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Would check_promises notice?  Each patch in faults/ puts a fault back that the core had;
# it must break the promise that stands here, from the seed that stands here, where the
# core as it is keeps it.  No part of "make check": quickstart all runs it.
#	faults.sh BUILD
set -u
build=$(cd "${1:?the folder of a build}" && pwd) || exit 99
top=$(cd "$(dirname "$0")/../../.." && pwd) || exit 99
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
NETRECOVER_PLUGIN_PATH=$build/plugins/.libs:$build/plugins/models/.libs
export NETRECOVER_PLUGIN_PATH
test=tests/unit/phone/check_promises

# fault, promise, seed
table='
plan-forgets-writing unplug 7
clock-ends-writing unplug 14
start-is-all sent 20
begun-is-read done 416
deed-against-word done 175
any-word-at-any-time unplug 172
no-row-after-restart row 34
lease-while-tripped lease 24
no-stop forbidden 8
asking-is-taking refused 298
giving-up-is-proof done 18024
clear-before-asked guard 1
forget-ends-writing unplug 22
nothing-is-doubted done 112
sign-of-old done 729453
doubt-begins-again forbidden 10225222
earlier-is-not-doubted forbidden 20468541
again-is-forgotten done 20090664
'

# A variable of the Makefile, as it is used there.
variables() {
	# shellcheck disable=SC2016 # for make
	printf 'include Makefile\nprint-them:\n\t@echo $(CC) $(DEFS) $(DEFAULT_INCLUDES) %s\n' \
		'$(core_libcore_la_CPPFLAGS) $(CPPFLAGS) $(AM_CFLAGS) $(CFLAGS)' |
		make -s --no-print-directory -C "$build" -f - print-them
}

# with_fault NAME: the test with that fault in it, as $scratch/test
with_fault() {
	objects=
	for source in $(sed -n 's,^--- a/,,p' "$top/tests/unit/phone/faults/$1.patch"); do
		mkdir -p "$scratch/$1/$(dirname "$source")" &&
			cp "$top/$source" "$scratch/$1/$source" || return 1
	done
	patch -s -p1 -d "$scratch/$1" <"$top/tests/unit/phone/faults/$1.patch" || return 1
	for source in $(sed -n 's,^--- a/,,p' "$top/tests/unit/phone/faults/$1.patch"); do
		object=$scratch/$1/$(basename "$source").o
		# shellcheck disable=SC2086 # words
		(cd "$build" && $compile -w -c -o "$object" "$scratch/$1/$source") || return 1
		objects="$objects $object"
	done
	# They stand before the library, whose own objects are not wanted then.
	rm -f "$build/$test"
	make -s -C "$build" "$test" LDFLAGS="$objects" >"$scratch/log" 2>&1 ||
		{ cat "$scratch/log"; return 1; }
	mv "$build/$test" "$scratch/test"
}

# breaks TEST PROMISE SEED: 0 when that history breaks it
breaks() {
	"$1" "-only=$2" "-seed=$3" "-runs=${4:-1}" >"$scratch/log" 2>&1
	[ $? -eq 1 ]
}

compile=$(variables) || exit 99
make -s -C "$build" "$test" || exit 99
cp "$build/$test" "$scratch/clean" || exit 99
bad=0 count=0
while read -r fault promise seed; do
	[ -n "$fault" ] || continue
	count=$((count + 1))
	if breaks "$scratch/clean" "$promise" "$seed"; then
		echo "$fault: without it seed $seed breaks '$promise' too"
		bad=1
	elif ! with_fault "$fault"; then
		echo "$fault: cannot be put back"
		bad=1
	elif breaks "$scratch/test" "$promise" "$seed"; then
		echo "$fault: found: $(sed -n 's/^BROKEN //p' "$scratch/log")"
	elif breaks "$scratch/test" "$promise" 1 5000; then
		echo "$fault: not by seed $seed; $(sed -n '1s/;.*//p' "$scratch/log")"
		bad=1
	else
		echo "$fault: not found"
		bad=1
	fi
done <<END
$table
END
make -s -C "$build" "$test" || bad=1
echo "$count faults"
exit $bad
