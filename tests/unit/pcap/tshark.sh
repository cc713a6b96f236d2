#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What our parsers read is what Wireshark shows, field by field: of a capture made
# here, and of real ones where NETRECOVER_CAPTURES names a folder of them (they are
# not ours to give away).
: "${top_srcdir:?}" "${top_builddir:?}"
command -v tshark >/dev/null 2>&1 || { echo "SKIP no tshark (Debian: apt-get install tshark)"; exit 77; }
tool=$top_builddir/tests/unit/pcap/capture-tool
work=$(mktemp -d "${TMPDIR:-/tmp}/tshark-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
bad=0
compared=0

# A protocol: the value of its first column, by which its frames are known; its columns.
protocols='
cdp [0-9] cdp.version cdp.ttl cdp.checksum.status cdp.deviceid cdp.portid cdp.capabilities cdp.software_version cdp.platform cdp.nrgyz.ip_address cdp.power_consumption
lldp . lldp.port.id lldp.port.desc lldp.tlv.system.name lldp.tlv.system.desc lldp.tlv.system_cap lldp.mgn.addr.ip4 lldp.media.subtype.class lldp.media.hardware lldp.media.firmware lldp.media.software lldp.media.sn lldp.media.model
register ^1$ skinny.messageId skinny.DeviceName skinny.deviceType skinny.stationIpAddr skinny.protocolVer skinny.firmwareLoadName
alarm . skinny.alarmSeverity skinny.text skinny.parm1 skinny.parm2
dhcp ^1$ dhcp.type dhcp.hw.mac_addr dhcp.option.vendor_class_id dhcp.option.hostname
tftp . tftp.source_file eth.src ip.dst
'

# All columns of all frames at once: to start tshark takes a second or two.
dissect() {
	set -- "$1" -e frame.number
	for field in $(echo "$protocols" | cut -s -d ' ' -f 3-); do
		set -- "$@" -e "$field"
	done
	tshark -n -T fields -E occurrence=f -r "$@" >"$work/all" 2>"$work/err" && return
	echo "SKIP this tshark lacks a field:"
	cat "$work/err"
	exit 77
}

# compare CAPTURE PROTOCOL COLUMN KEY FIELD...: from that column of tshark's on
compare() {
	capture=$1 protocol=$2 column=$3 key=$4
	shift 4
	"$tool" facts "$protocol" "$capture" >"$work/ours" || bad=1
	# Blanks behind a text are left out, and so is the domain behind a phone's name.
	awk -F '\t' -v first="$column" -v n=$# -v key="$key" -v domain="$protocol" '
		$first ~ key {
			line = $1
			for (i = first; i < first + n; i++) {
				sub(/ +$/, "", $i)
				if (domain == "lldp" && i == first + 2)
					sub(/\..*/, "", $i)
				line = line "\t" $i
			}
			print line
		}' "$work/all" >"$work/theirs"
	compared=$((compared + $(grep -c . "$work/theirs")))
	diff -u "$work/theirs" "$work/ours" >"$work/diff" && return
	echo "$protocol in $(basename "$capture"): - tshark, + ours"
	cat "$work/diff"
	bad=1
}

compare_all() {
	dissect "$1"
	at=2
	while read -r protocol key fields; do
		[ -n "$protocol" ] || continue
		# shellcheck disable=SC2086
		compare "$1" "$protocol" $at "$key" $fields
		at=$((at + $(echo "$fields" | wc -w)))
	done <<-END
		$protocols
	END
}

"$tool" write "$work/made.pcap" || exit 1
compare_all "$work/made.pcap"
[ $compared -ge 20 ] || { echo "tshark found only $compared frames in the capture made here"; bad=1; }
echo "$compared frames of a capture made here"
compared=0
for capture in "${NETRECOVER_CAPTURES:-$top_srcdir/../shared/domain/captures}"/*.pcap*; do
	[ ! -r "$capture" ] || compare_all "$capture"
done
echo "$compared frames of real captures"
exit $bad
