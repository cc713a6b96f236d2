# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck shell=sh
#
# fleet-lib.sh -- three benches, each with its own wire and phones, and what collects from them.
# A story sources lib.sh first.  Bench N: folder bN, interface wireN, network 10.8N.0.0/24, the name
# bench-N, two phones; the centre is on 127.0.0.1.

goal=SCCP45.9-4-2SR3-1S
check_journal=$top_builddir/tests/stories/check-journal

# A namespace at the far end of the wire of bench N; its process in $far.
make_far() {
	unshare --net sleep 100000 &
	far=$!
	far_ready() {
		there=$(readlink "/proc/$far/ns/net") && [ "$there" != "$(readlink /proc/$$/ns/net)" ]
	}
	wait_for 5 far_ready
	ip link add "wire$1" type veth peer name port0 netns "$far" || skip "no veth here"
	ip link set "wire$1" up
	nsenter -t "$far" -n ip link set lo up
	nsenter -t "$far" -n ip link set port0 up
	echo "$far" >"b$1/far"
}

# make_benches [LINE...]: folders, wires, firmware; the lines go into each bench.ini
make_benches() {
	call_manager 435=$goal
	write_ini </dev/null
	firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S $goal
	for n in 1 2 3; do
		mkdir -p b$n
		make_far $n
		sed -e "s/^interface = .*/interface = wire$n/" -e "s,^address = .*,address = 10.8$n.0.1/24," \
			-e 's,^library = .*,library = ../firmware,' -e 's,^call-manager = .*,call-manager = ../XMLDefault.cnf.xml,' \
			-e "s/^state = .*/&\nname = bench-$n\nplugins = dhcp, tftp, pcap, sccp/" bench.ini >b$n/bench.ini
		printf '%s\n' "$@" >>b$n/bench.ini
	done
}

# bench_n N [ARGUMENT...]: start bench N; its process in bN/pid
bench_n() {
	"$netrecover" -c "b$1/bench.ini" -v run >"b$1/out" 2>>"b$1/log" &
	echo $! >"b$1/pid"
	serving_n() {
		has '"event":"bench.started"' "b$1/state/journal.jsonl"
	}
	wait_for 30 serving_n "$1"
}

# phones_n N: its two phones
phones_n() {
	nsenter -t "$(cat "b$1/far")" -n "$top_builddir/netrecover-phone" -i port0 --speed "${SPEED:-50}" \
		--log "b$1/phones.log" --timeout 140 \
		--phone "mac=001B54AA0${1}01,model=7945,load=SCCP45.8-3-3S,until=$goal" \
		--phone "mac=001B54AA0${1}02,model=7945,load=SCCP45.8-5-2S,until=$goal" >"b$1/phones.err" 2>&1 &
	echo $! >"b$1/phones"
}

all_done() {
	for n in 1 2 3; do
		[ "$(grep -c '"event":"phone.done"' b$n/state/journal.jsonl)" -ge 2 ] || return 1
	done
}

in_the_middle() {
	for n in 1 2 3; do
		has '"event":"step.started"' b$n/state/journal.jsonl || return 1
	done
}

stop_benches() {
	for n in 1 2 3; do
		pid=$(cat b$n/pid)
		kill -TERM "$pid" 2>/dev/null && wait "$pid"
	done
}

# told WHAT FILES...: each line of the three journals is in the files, once when doubles are put
# aside by bench and seq.
told() {
	what=$1
	shift
	cat b1/state/journal.jsonl b2/state/journal.jsonl b3/state/journal.jsonl | sort >written
	cat "$@" | awk 'NF' | sort -u >arrived
	comm -3 written arrived >differ
	[ ! -s differ ] || return 1
	lines=$(grep -c . written)
	doubles=$(($(cat "$@" | grep -c .) - lines))
}
