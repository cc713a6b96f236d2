#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What the plugins of examples/ make of names, user agents and versions that were seen, and the ways
# that follow from their rules.  NETRECOVER_VECTORS: a file of facts that were collected apart.
. "$(dirname "$0")/../stories/lib.sh"
. "$top_srcdir/tests/thirdparty/family.sh"

install_headers
for family in snom nortel polycom; do
	build_plugin "$top_srcdir/examples/$family.c" -Wl,-z,defs
done
# shellcheck disable=SC2086 # there may be none
"$top_builddir/tests/thirdparty/facts" models/snom.so models/nortel.so models/polycom.so ${NETRECOVER_VECTORS-} ||
	fail "facts"

call_manager
write_ini </dev/null
mkdir firmware
# way MODEL FROM TO STEP...: the steps of the plan; none: there is no way
way() {
	what="$1 from $2 to $3"
	"$netrecover" -c bench.ini plan --json "$1" "$2" "$3" >plan.json 2>plan.err
	shift 3
	got=$(tr -d '\n' <plan.json | sed 's/": /":/g' | grep -o '"load":"[^"]*", *"version"' |
		cut -d '"' -f 4 | paste -sd ' ' -)
	expect "$what" "$got" "$*"
	[ $# -gt 0 ] || has 'no plan: rule [SP][0-9]' plan.err || fail "$what is not refused by a rule: $(cat plan.err)"
	count=$((${count:-0} + 1))
}

# The whole ladder, from each of its rungs: amooma/GS3, prov/snom/sw-update.php.
new=snom320-8.7.5.35-SIP-f
way snom320 snom320-4.1-SIP-j,snom320-ramdiskToJffs2-0.0-br,snom320-3.18-l $new \
	snom320-5.5a-SIP-j snom320-ramdiskToJffs2-3.36-br snom320-6.5.20-SIP-j snom320-3.38-l \
	snom320-from6to7-7.3.14-bf $new
way snom320 snom320-6.5.12-SIP-j,snom320-ramdiskToJffs2-0.0-br,snom320-3.25-l $new \
	snom320-ramdiskToJffs2-3.36-br snom320-3.38-l snom320-6.5.20-SIP-j snom320-from6to7-7.3.14-bf $new
way snom320 snom320-6.5.20-SIP-j,snom320-ramdiskToJffs2-3.37-br,snom320-3.25-l $new \
	snom320-3.38-l snom320-from6to7-7.3.14-bf $new
way snom320 snom320-6.5.20-SIP-j,snom320-ramdiskToJffs2-3.36-br,snom320-3.38-l $new \
	snom320-from6to7-7.3.14-bf $new
way snom320 snom320-7.0.17-SIP-f $new $new
# old flash partitions: back first
way snom320 snom320-7.0.16-SIP-f snom320-7.3.30-SIP-f \
	snom320-6.5.20-SIP-j snom320-3.38-l snom320-from6to7-7.3.14-bf snom320-7.3.30-SIP-f
way snom720 snom720-8.7.3.19-SIP-r snom720-10.1.20.0-SIP-r snom720-10.1.20.0-SIP-r
way snom720 snom720-8.9.3.80-SIP-r snom720-8.7.5.35-SIP-r
way snom715 snom715-8.9.3.80-SIP-r snom715-10.1.215.13-SIP-r
# the SIP 4.3 guide of the 1200 series; of an 1120E nobody says from where
way nortel1220 062AC39 SIP12x004.03.12.00 062AC7O SIP12x004.03.12.00
way nortel1220 062AC6E SIP12x004.03.12.00 SIP12x004.03.12.00
way nortel1140e 0625C38 SIP1140e04.04.33.00 0625C8J SIP1140e04.04.33.00
way nortel1120e 0624C38 SIP1120e04.04.33.00 SIP1120e04.04.33.00
# wazo_polycom/v3_2_4B/install.md, and Polycom's bulletin about the last releases
way polycom335 sip-3.1.3,bootrom-4.1.2 sip-3.2.4.0267 bootrom-4.2.0B sip-3.2.4.0267
way polycom335 sip-3.1.3,bootrom-4.2.3 sip-3.2.4.0267 sip-3.2.4.0267
way polycom335 sip-2.2.0,bootrom-2.5.1 sip-3.2.4.0267
way polycom430 sip-3.1.3,bootrom-3.1.3 sip-4.0.15.1009
way polycom430 sip-3.1.3,bootrom-3.1.3 sip-3.3.5.0247
way polycom650 sip-3.1.3,bootrom-4.1.0 sip-4.0.15.1009
say "$count ways"
exit 0
