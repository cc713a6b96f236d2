#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Polycom phones, by the plugin of examples/: the boot ROM first, which erases the application, then the
# application; by option 160, from archives whose files have no version in their names.
. "$(dirname "$0")/../stories/lib.sh"
. "$top_srcdir/tests/thirdparty/family.sh"

install_headers
build_plugin "$top_srcdir/examples/polycom.c" -Wl,-z,defs
call_manager
printf '%s\n' '[model polycom335]' 'target = 2345-12375-001.sip-3.2.4.0267' | write_ini
mkdir firmware archives spip_ssip_vvx_3_2_4B_release_sig_split spip_ssip_BootROM_4_2_3_release_sig

image spip_ssip_vvx_3_2_4B_release_sig_split/2345-12375-001.sip.ld polycom335 application 3.2.4.0267
image spip_ssip_vvx_3_2_4B_release_sig_split/2345-12600-001.sip.ld polycom650 application 3.2.4.0267
echo 3.2.4.0267 >spip_ssip_vvx_3_2_4B_release_sig_split/sip.ver
image spip_ssip_BootROM_4_2_3_release_sig/2345-12375-001.bootrom.ld polycom335 bootrom 4.2.3.0021
for release in spip_ssip_*; do
	tar -C "$release" -cf "archives/$release.tar" .
done
import archives

recover polycom-0004f2000335 "2345-12375-001.bootrom-4.2.3 2345-12375-001.sip-3.2.4.0267" \
	--phone mac=0004F2000335,model=polycom335,load=3.1.3.0439/4.1.2.0037,until=3.2.4.0267/4.2.3.0021,sick
expect "what it wrote" "$(grep -c 'writes .* to flash' phones.log)" 2
exit 0
