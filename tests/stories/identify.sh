#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What identify hears on a wire is what it reads in a capture of the same frames.
. "$(dirname "$0")/lib.sh"

tool=$top_builddir/tests/unit/pcap/capture-tool
[ -x "$tool" ] || skip "$tool is not built"
"$tool" write frames.pcap || fail "no capture could be made"

# A line for each phone, sorted by name.
"$netrecover" identify -r frames.pcap --json >offline.json || fail "identify -r ended with $?"
sed 's/^ *//; s/^\("[a-z_]*":\) /\1/' offline.json | tr -d '\n' | sed 's/^\[//; s/\]$//; s/},{/}\n{/g' | sort >offline
[ "$(grep -c . offline)" -ge 10 ] || {
	show offline.json
	fail "there are more phones in the capture"
}

listening() {
	[ "$(grep -c . /proc/net/packet)" -gt 1 ]
}
last_one() {
	has '"name":"SEP001B54AA00FF"' live.json
}
"$netrecover" identify -i bench0 --json >live.json 2>identify.err &
identify_pid=$!
show_on_fail="offline live identify.err"
wait_for 10 listening
on_port "$tool" send frames.pcap port0 || fail "the capture could not be sent"
wait_for 10 last_one
kill -TERM $identify_pid
wait $identify_pid || fail "identify -i ended with $?"

# Of each phone the last line counts.
awk -F '"' '{ last[$4] = $0 } END { for (name in last) print last[name] }' live.json | sort >live
diff -u offline live || fail "the wire (+) and the capture (-) differ"
! has 'SEP020000000099' live || fail "a computer is no phone"
has '"name":"SEP001B54AA0001".*"vlan":100' live || fail "the VLAN is missing"
has '"name":"SEP001B54AA0002".*"sources":\["tftp"\]' live || fail "a phone behind a router is missing"
for told in '4".*"SCCP45.8-3-3S","load_source":"sccp"' '5".*"SCCP45.9-4-2SR3-1S","load_source":"sccp"' \
	'7".*"SCCP70.8-5-2S","load_source":"sccp"'; do
	has '"name":"SEP001B54AA000'"$told" live || fail "what a phone told a call manager is missing: $told"
done

# What TFTP alone tells, in words, with a summary.
"$netrecover" identify -r frames.pcap >table || fail "identify -r ended with $?"
show_on_fail="table"
for told in 'SEP001B54AA0061 *10.77.0.61 *7961 .*wiped, fetches SCCP41.9-4-2SR3-1S' \
	'SEP001B54AA0011 *10.77.0.111 *7911 .*wiped, fetches SIP 8.2(2)ES4' \
	'SEP001B54AA0078 *10.77.0.78 *7811/7821/7841/7861? ' \
	'SEP001B54AA0040 .*asked 5 times in a row for one file: no answer reached it' \
	'^[0-9]* phones, .* 3 wiped, 1 that heard no answer$' \
	"^and a Polycom phone (Polycom-SPIP670), which is not recovered with this$"; do
	has "$told" table || fail "the table lacks: $told"
done
[ "$(grep -c '^SEP001B54AA0061' table)" = 1 ] || fail "a phone is there once"

# Live: a header, a line for each change, a summary; Ctrl-C is no success.
"$netrecover" identify -i bench0 >words 2>identify.err &
identify_pid=$!
show_on_fail="words identify.err"
wait_for 10 listening
on_port "$tool" send frames.pcap port0 || fail "the capture could not be sent"
words_end() {
	has '^SEP001B54AA00FF' words
}
wait_for 10 words_end
kill -INT $identify_pid
wait $identify_pid
expect "the end by Ctrl-C" $? 130
expect "the first line" "$(head -n 1 words | cut -d ' ' -f 1)" PHONE
has '^[0-9]* phones, .* 3 wiped' words || fail "there is no summary"
say "$(grep -c . live) phones, on the wire as in the capture"
