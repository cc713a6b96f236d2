#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
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
} | write_ini
mkdir firmware archives
image archives/snom720-10.1.20.0-SIP-r.bin snom720 application 10.1.20.0
image archives/snom370-8.7.5.35-SIP-f.bin snom370 application 8.7.5.35
import archives

recover snom-00041300A720 "snom720-10.1.20.0-SIP-r" \
	--phone mac=00041300A720,model=snom720,load=8.7.3.19,until=10.1.20.0,sick

# Born with version 7: no ladder before it.
recover snom-00041300A370 "snom370-8.7.5.35-SIP-f" \
	--phone mac=00041300A370,model=snom370,load=7.3.14,until=8.7.5.35,sick
exit 0
