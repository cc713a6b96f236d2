#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Nortel phones, by the plugins of examples/: from UNIStim, where nothing but a call of its server says
# that a phone works, to SIP, which says what it runs.
. "$(dirname "$0")/../stories/lib.sh"
. "$top_srcdir/tests/thirdparty/family.sh"

install_headers
build_plugin "$top_srcdir/examples/nortel.c" -Wl,-z,defs
build_plugin "$top_srcdir/examples/unistim.c"
call_manager
{
	printf '%s\n' '[model nortel1220]' 'target = SIP12x004.03.12.00'
	printf '%s\n' '[phone 00:24:00:00:12:20]' 'load = 062AC39'
} | write_ini
mkdir firmware archives
image archives/062AC7O.bin nortel1210,nortel1220,nortel1230 application 062AC7O
image archives/SIP12x004.03.12.00.bin nortel1210,nortel1220,nortel1230 application SIP12x004.03.12.00
import archives

PROVEN="registration http" recover nortel-002400001220 "062AC7O SIP12x004.03.12.00" \
	--phone mac=002400001220,model=nortel1220,load=062AC39,until=SIP12x004.03.12.00
# FORCED is taken away: else it writes the same again at each start.
expect "what it wrote" "$(grep -c 'writes .* to flash' phones.log)" 2
exit 0
