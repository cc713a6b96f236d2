#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Forty phones of ten models at a time, in rounds until $SOAK seconds are over (1200), while the bench is killed, the
# cable pulled, frames lost, doubled and late, the power of phones cut, a foreign DHCP server
# heard and the disk full.  Every phone arrives, none is offered what it cannot take, and the
# journal says nothing that a phone does not say too.  $SEED: another course of events.
#
#   top_builddir=BUILD tests/soak/soak.sh
SOAK=${SOAK:-1200} SEED=${SEED:-1}
STORY_LIMIT=$((SOAK + 900))
export SOAK SEED STORY_LIMIT
. "$(dirname "$0")/../stories/lib.sh"
cable=$top_builddir/tests/soak/cable
[ -x "$cable" ] || skip "$cable is not built"
KIB=${KIB:-96} SPEED=${SPEED:-8}
GUARD=on

# NUMBER MODEL FROM TO [MORE]
models='435 7945 SCCP45.8-3-3S SCCP45.9-4-2SR3-1S
436 7965 SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S
434 7942 SCCP42.8-2-1S SCCP42.9-4-2SR3-1S
307 7911 SCCP11.8-0-4SR2S SCCP11.9-4-2SR3-1S
437 7975 SIP75.8-5-4S SIP75.9-4-2SR3-1S
365 7921 CP7921G-1.4.1SR1 CP7921G-1.4.6.3
495 6921 SCCP69xx.9-2-1-0 SCCP69xx.9-4-1-3SR3 nocdp,lldp
493 9971 sip9971.9-2-2SR1-9 sip9971.9-4-2SR4-1
8 7940 P0S3-04-4-00 P0S3-8-12-00
683 8841 sip88xx.11-5-1-18 sip88xx.12-8-1-0101-482'
# shellcheck disable=SC2046
call_manager $(echo "$models" | awk '{ print $1 "=" $4 }')
mkdir state
mount -t tmpfs -o size=64m,mode=0755 tmpfs state || skip "no tmpfs here"
chmod 777 state
write_ini <<END
pool = 10.77.0.10-10.77.7.200
END
sed -i -e 's|^address = .*|address = 10.77.0.1/21|' -e 's|^\[dhcp\]|journal-size = 256K\n&|' bench.ini
firmware SCCP45.8-5-2S SCCP42.8-5-2S SCCP11.8-5-2S P0S3-05-3-00 P0S3-06-0-00 P0S3-07-4-00 \
	$(echo "$models" | awk '{ print $4 }' | sort -u)
show_on_fail="soak.log"
# $KEEP: a folder for what is left when it fails.
trap '[ -z "${KEEP-}" ] || cp -r . "$KEEP"' EXIT

# -- the machine -----------------------------------------------------------------------------
on_port ip link add wire1 type veth peer name phones0
on_port ip link set wire1 up
on_port ip link set phones0 up
nsenter -t "$outside" -n "$cable" port0 wire1 5 3 5 "$SEED" 2>cable.err &
cable_pid=$!
started=$(date +%s)
number=$SEED

elapsed() {
	echo $(($(date +%s) - started))
}
tell() {
	echo "$(elapsed) $*" >>soak.log
	[ -z "${VERBOSE-}" ] || say "$(elapsed) $*"
}
# draw N: $drawn is 0 to N - 1
draw() {
	number=$(((number * 1103515245 + 12345) % 2147483648))
	drawn=$((number / 65536 % $1))
}
pause() {
	until_s=$(($(date +%s) + $1))
	while [ "$(date +%s)" -lt "$until_s" ]; do
		look
		sleep 0.3
	done
}

# The bench, anew when the guard kept it from starting.
begin_bench() {
	"$netrecover" -c bench.ini run >>bench.out 2>>bench.log &
	bench_pid=$!
}
most_kib=0
look() {
	kib=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$bench_pid/status" 2>/dev/null)
	[ "${kib:-0}" -le "$most_kib" ] || most_kib=$kib
	bench_died || return 0
	wait "$bench_pid"
	status=$?
	[ "$status" = 4 ] || fail "the bench ended with $status"
	tell "the guard ended the bench at its start"
	begin_bench
}

# -- phones ----------------------------------------------------------------------------------
# Eight processes of five
start_phones() {
	groups=
	for group in 0 1 2 3 4 5 6 7; do
		i=0
		set --
		while [ $i -lt 5 ]; do
			n=$((group * 5 + i))
			# shellcheck disable=SC2046
			row=$(echo "$models" | sed -n "$((n % 10 + 1))p")
			mac=$(printf '001B54%02X%02X%02X' $((round / 256)) $((round % 256)) $((n + 1)))
			i=$((i + 1))
			set -- "$@" --phone "$(echo "$row" | awk -v mac="$mac" '
				{ print "mac=" mac ",model=" $2 ",load=" $3 ",until=" $4 ($5 ? "," $5 : "") }')"
		done
		nsenter -t "$outside" -n "$top_builddir/netrecover-phone" -i phones0 --speed "$SPEED" --log "phones.$round.$group" \
			--stay --timeout 700 "$@" >phones.err 2>&1 &
		groups="$groups $!"
	done
}
# Does the bench call all forty of this round done?
all_done() {
	"$netrecover" -c bench.ini status --json 2>/dev/null | sed -n 's/^ *"\(name\|state\)": *"\([^"]*\)".*/\2/p' |
		paste - - | grep -F "$(printf 'SEP001B54%02X%02X' $((round / 256)) $((round % 256)))" >states
	[ "$(awk '$2 == "done"' states | grep -c .)" -eq 40 ]
}
all_journals() {
	# shellcheck disable=SC2012
	cat $(ls state/journal.jsonl.* 2>/dev/null | sort -t. -k3n) state/journal.jsonl
}

# -- what happens -----------------------------------------------------------------------------
kills=0 pulls=0 cuts=0 liars=0 fulls=0
happen() {
	draw 10
	case $drawn in
	0 | 1)
		tell "the bench is killed"
		kills=$((kills + 1))
		kill -KILL "$bench_pid"
		wait "$bench_pid" 2>/dev/null
		begin_bench
		;;
	2 | 3)
		tell "the cable is pulled"
		pulls=$((pulls + 1))
		kill -USR1 "$cable_pid"
		draw 15
		pause $((2 + drawn))
		kill -USR2 "$cable_pid"
		;;
	4 | 5 | 6)
		tell "power is cut"
		cuts=$((cuts + 1))
		# shellcheck disable=SC2086
		set -- $groups
		draw 8
		shift "$drawn"
		kill -USR1 "$1" 2>/dev/null
		;;
	7)
		tell "a foreign DHCP server is named"
		liars=$((liars + 1))
		on_port "$top_builddir/tests/stories/dhcp-liar" phones0 1 10.99.0.1
		draw 10
		pause $((5 + drawn))
		"$netrecover" -c bench.ini resume guard >>resume.log 2>&1
		;;
	8)
		[ $fulls -lt $(($(elapsed) / 240 + 1)) ] || return 0
		tell "the disk is full"
		fulls=$((fulls + 1))
		dd if=/dev/zero of=state/fill bs=64k 2>/dev/null
		pause 60
		rm -f state/fill
		tell "it is not any more"
		;;
	9)
		tell "nothing"
		;;
	esac
}

# -- what is true -------------------------------------------------------------------------------
# Every proof of the journal is a load that the phone says it ran, and every phone is done.
check_round() {
	for group in 0 1 2 3 4 5 6 7; do
		cat "phones.$round.$group"
	done >phones.log
	! has ' rejects ' phones.log || fail "a phone was offered what it cannot take: $(grep ' rejects ' phones.log | head -n 1)"
	sed -n 's/^ *[0-9.]* \([A-Z0-9]*\) starts, running \(.*\)$/\1 \2/p' phones.log | sort -u >ran
	all_journals >all.jsonl
	sed -n 's/.*"event":"step.proven","phone":"\([^"]*\)".*"load":"\([^"]*\)".*/\1 \2/p' all.jsonl | sort -u >proven
	awk '{ print $1 }' ran | sort -u >names
	grep -F -f names proven >proven.here
	comm -13 ran proven.here >false
	[ ! -s false ] || fail "proven, and never run: $(head -n 3 false | tr '\n' ';')"
	expect "phones of round $round" "$(grep -c . names)" 40
}
# Numbers go on by one, over files, kills and a full disk.
check_numbers() {
	all_journals | sed -n 's/.*"seq":\([0-9]*\).*/\1/p' | awk 'NR > 1 && $1 != last + 1 { print last, $1; bad = 1 } { last = $1 } END { exit bad }' ||
		fail "the numbers of the journal do not go on"
}

begin_bench
wait_for 30 has '"bench.started"' state/journal.jsonl
round=0 phones_total=0
while [ "$(elapsed)" -lt "$SOAK" ]; do
	round=$((round + 1))
	tell "round $round"
	start_phones
	begun=$(elapsed)
	while ! all_done; do
		[ $(($(elapsed) - begun)) -lt 620 ] || fail "round $round takes for ever: $(grep -v done states | tr '\t\n' ' ,')"
		# After five minutes it may go well.
		[ $(($(elapsed) - begun)) -ge 300 ] || happen
		draw 6
		pause $((3 + drawn))
	done
	# shellcheck disable=SC2086
	kill -TERM $groups
	for pid in $groups; do
		wait "$pid" || {
			for group in 0 1 2 3 4 5 6 7; do
				tail -n 2 "phones.$round.$group"
			done
			fail "round $round: not every phone arrived"
		}
	done
	check_round
	phones_total=$((phones_total + 40))
	rm -f phones."$round".*
	say "round $round: 40 phones in $(($(elapsed) - begun)) s"
done
check_numbers
"$netrecover" -c bench.ini report --json >report.json 2>report.err || show report.err
kill -TERM "$bench_pid"
end_bench
say "$phones_total phones in $(elapsed) s: $kills kills, $pulls pulled cables, $cuts power cuts, $liars foreign servers, \
$fulls full disks; $(all_journals | grep -c .) lines in $(find state -name 'journal.jsonl*' | grep -c .) files, at most $most_kib KiB"
exit 0
