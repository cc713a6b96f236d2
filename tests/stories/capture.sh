#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# With capture = DIR the frames of two phones are kept in a pcapng file each, both
# directions, with a comment on each packet that changed a belief: one phone that
# announces itself, and one that is known only from what it says in DHCP and SCCP.
. "$(dirname "$0")/lib.sh"

need tshark
phone=SEP001B54AA0001
quiet=SEP001B54AA0002
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini <<-'EOF'
	[pcap]
	capture = frames
EOF
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S
bench -v        # the second one
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-5-2S,nocdp --until SCCP45.9-4-2SR3-1S
wait_for 90 event_seen phone.done $phone
wait_for 90 event_seen phone.done $quiet
phones_arrived
kill -TERM "$bench_pid"
end_bench
expect "exit status" "$bench_status" 0
expect "files" "$(cd frames && echo *)" "$phone.pcapng $quiet.pcapng"

# fields FILE FILTER FIELD...: of the packets that match
fields() {
	file=frames/$1.pcapng filter=$2
	shift 2
	for f; do
		set -- "$@" -e "$f"
		shift
	done
	tshark -n -r "$file" -Y "$filter" -T fields "$@" 2>tshark.err || {
		show tshark.err
		fail "tshark cannot read $file"
	}
}
comments() {
	fields "$1" "$2" frame.comment
}
count_packets() {
	fields "$1" "$2" frame.number | grep -c .
}

# Nothing of the other phone, and nothing lost: each block of a transfer and its ACK.
expect "frames of another" "$(count_packets $phone 'eth.addr == 00:1b:54:aa:00:02')" 0
[ "$(count_packets $phone 'tftp.opcode == 3')" -gt 100 ] || fail "blocks are missing"
[ "$(count_packets $phone 'tftp.opcode == 4')" -gt 100 ] || fail "ACKs are missing"
[ "$(count_packets $phone 'dhcp.type == 2')" -ge 1 ] || fail "the bench's answers are missing"
expect "malformed" "$(count_packets $phone _ws.malformed)" 0

# The first frame of all says what it is and runs.  After a step that counts which speaks first
# when it is seen to have started: often its registration, as CDP came before its DISCOVER.
expect "first model" "$(comments $phone 'cdp || dhcp' | grep -m 1 model)" "$(comments $phone 'cdp || dhcp' |
	grep -m 1 'model 7945, by ')"
comments $phone 'cdp.software_version contains "SCCP45.8-3-3S"' | grep -q "runs SCCP45.8-3-3S, by CDP" ||
	fail "no comment on the CDP frame that says SCCP45.8-3-3S"
for load in SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S; do
	comments $phone 'cdp || skinny' | grep -qE "runs $load, by (CDP|SCCP)" ||
		fail "no comment on the frame that says $load"
done
comments $quiet dhcp | grep -q 'model 7945, by DHCP vendor class' || fail "$quiet: the model has no comment"
for load in SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S; do
	comments $quiet skinny | grep -q "runs $load, by SCCP" ||
		fail "$quiet: no comment on the SCCP message that told $load"
done

# -vv: a line for each packet, of both directions, and the same in a capture as others count there.
for what in 'TFTP RRQ' 'TFTP DATA' 'TFTP ACK' 'DHCP OFFER' 'SCCP message'; do
	has "pcap: .* $what" bench.log || fail "-vv shows no $what"
done
lines_of() {
	awk -v what="$1" '
	/^pcap: \(the line before, / { n += is * $5; next }
	/^pcap: / { is = index($0, what) > 0; n += is }
	END { print n + 0 }' vv.err
}
"$netrecover" identify -vv -r frames/$phone.pcapng >vv.out 2>vv.err || fail "identify -vv ended with $?"
expect "lines of blocks" "$(lines_of ' TFTP DATA ')" "$(count_packets $phone 'tftp.opcode == 3')"
expect "lines of ACKs" "$(lines_of ' TFTP ACK ')" "$(count_packets $phone 'tftp.opcode == 4')"
expect "lines of requests" "$(lines_of ' TFTP RRQ ')" "$(count_packets $phone 'tftp.opcode == 1')"
expect "lines of OFFERs" "$(lines_of ' DHCP OFFER')" "$(count_packets $phone 'dhcp.option.dhcp == 2')"
