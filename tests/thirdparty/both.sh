#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# One of the plugins of examples/ in both forms: snom.c and snom-720.ini.  Every table and every
# answer is the same, for its sisters too, which differ in their numbers; and the phone is
# recovered by the file alone.
. "$(dirname "$0")/../stories/lib.sh"
. "$top_srcdir/tests/thirdparty/family.sh"

ours=$NETRECOVER_PLUGIN_PATH
install_headers
build_plugin "$top_srcdir/examples/snom.c" -Wl,-z,defs
mkdir data

# ask NUMBER: what was seen of such phones, and what nobody sends
ask() {
	cat <<WORDS | sed "s/720/$1/g"
load snom720-8.7.3.19-SIP-r
load snom720-10.1.20.0-SIP-r
load snom720-8.9.3.80-SIP-r
load snom720-8.7.3.25-SIP-r
load snom720-8.7.3.25.9-SIP-r
load snom720-7.3.30-SIP-f
load snom720-6.5.20-SIP-j
load snom720-8.7-SIP-x
load snom720-SIP-r
load snom720-.1-SIP-r
load snom720-8.7.3.19-SIP-r.bin
load snom999-8.7.3.19-SIP-r
load
load snom720-99999999-SIP-r
agent Mozilla/4.0 (compatible; snom720-SIP 8.7.3.19 2010.06)
agent Mozilla/4.0 (compatible; snom720-SIP 10.1.33.33 2010.12-00004-g9ba52f5 000413922D24 SXM:0 UXM:0)
agent Mozilla/4.0 (compatible; snom720-SIP 8.4.18 1.1.3-s)
agent Mozilla/4.0 (compatible; snom720-SIP 8.7.5.35 1.1.5-IFX-05.01.12 000413741767)
agent Mozilla/4.0 (compatible; snom720-SIP 6.5.20)
agent Mozilla/4.0 (compatible; snom lid 3605)
agent snom720/8.7.3.19
agent snom720/6.5.20
agent snom720/
agent curl/7.88
ask snom720.htm
ask SNOM720-000413A10720.htm
ask x/snom720-firmware.htm
ask snom720-firmware.htm
WORDS
}
for number in 710 720 760 821 870; do
	sed "s/720/$number/g" "$top_srcdir/examples/snom-720.ini" >"data/snom-$number.ini"
	ask $number | "$top_builddir/tests/thirdparty/twins" "snom$number" models data >twins.out 2>&1 || {
		head -n 40 twins.out
		fail "snom$number has two answers"
	}
	say "snom$number: $(tail -n 1 twins.out)"
done

# By the file alone, to the end.
NETRECOVER_PLUGIN_PATH=$PWD/data:$ours
call_manager
printf '%s\n' '[model snom720]' 'target = snom720-10.1.20.0-SIP-r' | write_ini
mkdir firmware archives
image archives/snom720-10.1.20.0-SIP-r.bin snom720 application 10.1.20.0
import archives
recover snom-00041300A720 "snom720-10.1.20.0-SIP-r" \
	--phone mac=00041300A720,model=snom720,load=8.7.3.19,until=10.1.20.0,sick
exit 0
