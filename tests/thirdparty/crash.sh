#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A plugin that crashes while the bench runs leaves one line that names it, the callback and what
# it worked on, and the journal of what came before: in a callback that the program calls, and in a watcher that the event loop calls.
top_srcdir=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
export top_srcdir
. "$top_srcdir/tests/stories/lib.sh"
: "${CC:=cc}"

# A sanitizer catches crashes itself.
"$netrecover" -V -v | grep -q 'sanitizers no' || skip "built with sanitizers"
mkdir models
NETRECOVER_PLUGIN_PATH=$PWD/models:$NETRECOVER_PLUGIN_PATH
call_manager
mkdir firmware

# dies PLACE PATTERN: the last line of the bench
dies() {
	# shellcheck disable=SC2086 # options in CC are meant to be split
	$CC -std=gnu11 -O1 -g -fPIC -shared -I"$top_srcdir/include" -DIN_"$1" \
		"$top_srcdir/tests/thirdparty/crasher.c" -o models/crasher.so 2>cc.out || {
		show cc.out
		skip "crasher.c does not build: is libev's header there?"
	}
	write_ini </dev/null
	timeout 30 "$netrecover" -c bench.ini --set bench.plugins=dhcp,crasher \
		run >run.out 2>run.err
	status=$?
	[ "$status" -gt 128 ] || { show run.out run.err; fail "$1: the bench did not die of it, but ended with $status"; }
	[ "$(grep -c 'crashed: ' run.err)" = 1 ] || { show run.out run.err; fail "$1: not one line says that it crashed"; }
	grep -qE "crashed: $2" run.err || { show run.err; fail "$1: expected '$2'"; }
	# What it had noted in the turn in which it died.
	[ "$1" = start ] || event_seen phone.seen SEP020000000077 || fail "$1: the lines before the crash are lost"
	journal | while read -r line; do
		case $line in '{'*'}') ;; *) fail "a torn line: $line" ;; esac
	done || exit 1
	say "$1: $(grep 'crashed: ' run.err)"
	rm -rf state
}

here='of [^ ]*models/crasher\.so'
dies start "start\\(\\) $here"
dies timer "a watcher, at \\+0x[0-9a-f]+ $here; it last called nr_sight\\(\"02:00:00:00:00:77\"\\)"
dies io "a watcher, at \\+0x[0-9a-f]+ $here; it last called nr_sight\\(\"02:00:00:00:00:77\"\\)"
dies libc "a watcher, at \\+0x[0-9a-f]+ $here; it last called nr_sight"
# The number is an address of the file.
at=$(sed -n 's/.*at +\(0x[0-9a-f]*\) of.*/\1/p' run.err)
if command -v addr2line >/dev/null; then
	addr2line -f -e models/crasher.so "$at" | grep -q on_readable || fail "$at is not on_readable()"
fi
exit 0
