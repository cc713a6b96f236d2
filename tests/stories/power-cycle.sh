#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A phone hangs after it was flashed: its switch is told to take its power away,
# and it arrives.  Another one is silent since it began to write: nobody touches it.
. "$(dirname "$0")/lib.sh"
NETRECOVER_PLUGIN_PATH=$top_builddir/tests/stories/.libs:$NETRECOVER_PLUGIN_PATH
need pkill
[ -e "$top_builddir/tests/stories/.libs/hasty-7945.so" ] || skip "hasty-7945 is not built"

hangs=SEP001B54AA0001
writes=SEP001B54AA0002
stone=SCCP45.8-5-2S
goal=SCCP45.9-4-2SR3-1S
SPEED=20

# The switch: what it is told is in this file.
mkdir port
chmod 777 port
cat >switch.sh <<END
#!/bin/sh
echo "telling \$1"
printf '%s\n' "\$*" "\$NETRECOVER_PHONE \$NETRECOVER_CODE" "\$(id -u)" >"$STORY_DIR/port/told"
END
chmod 755 switch.sh

call_manager 435=$goal
write_ini <<END
[tftp]
patience = 3s
[phone $hangs]
switch-port = Gi0/3
END
sed -i 's|^\[bench\]|&\npower-cycle = ./switch.sh "this one"|' bench.ini
firmware $stone $goal

# The phone that was seen last, at once and without a word.
pull_out() {
	pkill -KILL -P "$phones_pid"
	wait "$phones_pid" 2>/dev/null
	mv phones.log "$1"
}

started_after_flash() {
	awk '/ writes / { flashed = 1 } / has address / && flashed { found = 1 } END { exit !found }' phones.log 2>/dev/null
}

bench
phones --phone mac=001B54AA0002,model=7945,load=SCCP45.8-3-3S,nocdp
wait_for 60 has ' writes ' phones.log
pull_out writes.log
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,nocdp
wait_for 60 started_after_flash
pull_out hangs.log
wait_for 90 test -s port/told
expect "words" "$(sed -n 1p port/told)" "this one 00:1b:54:aa:00:01 Gi0/3"
expect "environment" "$(sed -n 2p port/told | cut -d ' ' -f 1)" "$hangs"
expect "user" "$(sed -n 3p port/told)" "$(id -u "$(awk -F ' = ' '$1 == "user" { print $2 }' bench.ini | grep . || echo nobody)")"
phones --phone mac=001B54AA0001,model=7945,load=$stone,nocdp,until=$goal
phones_arrived
wait_for 30 event_seen phone.done $hangs
expect "steps proven" "$(loads step.proven $hangs)" "$stone $goal"
expect "switched" "$(count power.started $hangs)" 1
expect "and well" "$(events power.done $hangs | grep -c '"status":0')" 1
has 'power-cycle: says: telling this one' bench.log || fail "what the command printed is not in the log"

# Its silence is explained, and that is all.
wait_for 30 event_seen phone.stalled $writes
expect "the phone that writes" "$(count power.started $writes)" 0
status_json | tr '{' '\n' | grep "\"$writes\"" | grep -q '"state":"stalled".*"advice":"do not unplug"' ||
	fail "it is said to be safe to unplug"
"$netrecover" -c bench.ini retry $writes >tell.log 2>&1
expect "exit status of retry" $? 1
has 'may be writing its flash: do not unplug it' tell.log || fail "retry says: $(cat tell.log)"
"$netrecover" -c bench.ini hold --force $writes >tell.log 2>&1
expect "exit status of hold --force" $? 2
"$netrecover" -c bench.ini retry --force $writes >tell.log 2>&1 || fail "retry --force: $(cat tell.log)"
status_json | tr '{' '\n' | grep "\"$writes\"" | grep -q '"state":"planned".*"advice":"do not unplug"' ||
	fail "it is said to be safe to unplug after retry --force"
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
