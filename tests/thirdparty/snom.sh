#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Snom phones, by the plugin of examples/: built with installed headers, firmware imported, every
# step served, the end by what the phone says in its requests.
. "$(dirname "$0")/../stories/lib.sh"
. "$top_srcdir/tests/thirdparty/family.sh"

install_headers
build_plugin "$top_srcdir/examples/snom.c" -Wl,-z,defs
call_manager
{
	printf '%s\n' '[model snom720]' 'target = snom720-10.1.20.0-SIP-r'
	printf '%s\n' '[model snom370]' 'target = snom370-8.7.5.35-SIP-f'
	printf '%s\n' '[model snom320]' 'target = snom320-8.7.5.35-SIP-f'
} | write_ini
mkdir firmware archives
image archives/snom720-10.1.20.0-SIP-r.bin snom720 application 10.1.20.0
image archives/snom370-8.7.5.35-SIP-f.bin snom370 application 8.7.5.35
image archives/snom320-5.5a-SIP-j.bin snom320 application 5.5a
image archives/snom320-ramdiskToJffs2-3.36-br.bin snom320 rootfs 3.36
image archives/snom320-6.5.20-SIP-j.bin snom320 application 6.5.20
image archives/snom320-3.38-l.bin snom320 linux 3.38
image archives/snom320-from6to7-7.3.14-bf.bin snom320 application 7.3.14
image archives/snom320-8.7.5.35-SIP-f.bin snom320 application 8.7.5.35
import archives

recover snom-00041300A720 "snom720-10.1.20.0-SIP-r" \
	--phone mac=00041300A720,model=snom720,load=8.7.3.19,until=10.1.20.0,sick

# Born with version 7: no ladder before it.
recover snom-00041300A370 "snom370-8.7.5.35-SIP-f" \
	--phone mac=00041300A370,model=snom370,load=7.3.14,until=8.7.5.35,sick

# The whole ladder; nothing but its address says that it is a phone, until it asks.  An image that
# comes too early leaves this one without firmware, and a missing one waiting for a key.
recover snom-00041300A320 "snom320-ramdiskToJffs2-3.36-br snom320-3.38-l snom320-6.5.20-SIP-j \
snom320-from6to7-7.3.14-bf snom320-8.7.5.35-SIP-f" \
	--phone mac=00041300A320,model=snom320,load=6.5.12/ramdisk/3.25,until=8.7.5.35,sick
expect "what it wrote" "$(grep -c 'writes .* to flash' phones.log)" 5
exit 0
