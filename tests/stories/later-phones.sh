#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A phone of each kind since the 7940, SCCP and SIP, at once: 7911, 7975, wireless
# 7921, 6921, 8945, 9971.  Nobody sees the CDP of the 7921: its alarm says what it
# runs; the 6921 is known by LLDP.
. "$(dirname "$0")/lib.sh"

set -- 307:7911:SCCP11.8-5-2S:SCCP11.9-4-2SR3-1S 437:7975:SIP75.8-5-4S:SIP75.9-4-2SR3-1S \
	365:7921:CP7921G-1.4.1SR1:CP7921G-1.4.6.3 495:6921:SCCP69xx.9-2-1-0:SCCP69xx.9-4-1-3SR3 \
	585:8945:SIP8941_8945.9-3-1-18:SIP894x.9-4-2SR3-1 493:9971:sip9971.9-2-2SR1-9:sip9971.9-4-2SR4-1

# part N ROW: its Nth part
part() {
	echo "$2" | cut -d: -f"$1"
}
targets=
for row; do
	targets="$targets $(part 4 "$row")"
done
# shellcheck disable=SC2046
call_manager $(for row; do echo "$(part 1 "$row")=$(part 4 "$row")"; done)
write_ini </dev/null
# shellcheck disable=SC2086
firmware $targets

phone_of() {
	echo "SEP001B54AA$(part 2 "$1")"
}
# shellcheck disable=SC2046
bench --until-done=100
phones $(for row; do
	more=
	case $row in
	*:6921:*) more=,nocdp,lldp ;;
	esac
	echo "--phone mac=001B54AA$(part 2 "$row"),model=$(part 2 "$row"),load=$(part 3 "$row"),until=$(part 4 "$row")$more"
done)
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
for row; do
	expect "way of the $(part 2 "$row")" "$(loads step.proven "$(phone_of "$row")")" "$(part 4 "$row")"
	expect "the $(part 2 "$row") is done" "$(count phone.done "$(phone_of "$row")")" 1
done
events phone.identified SEP001B54AA7921 | grep -q '"load":"CP7921G-1.4.1SR1","source":"sccp"' ||
	fail "the 7921 is not known by its alarm"
events phone.identified SEP001B54AA6921 | grep -q '"source":"lldp"' ||
	fail "the 6921 is not known by LLDP"
has 'rejects ' phones.log && fail "a phone was offered what it cannot take"
exit 0
