#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# docs/tutorial.md as it is written: its C is put together, its bench.ini is used, its commands are
# run, and the phone is done.
. "$(dirname "$0")/../stories/lib.sh"
. "$top_srcdir/tests/thirdparty/family.sh"
show_on_fail=tutorial.log

install_headers
page=$top_srcdir/docs/tutorial.md
# block LANGUAGE: all of its blocks, one after the other
block() {
	awk -v begin="\`\`\`$1" '$0 == begin { on = 1; next } $0 == "```" { on = 0 } on' "$page"
}
mkdir work bin
block c >work/my-snom.c
block ini >work/bench.ini
{
	echo 'set -eu'
	block sh
} >work/commands
[ "$(grep -c . work/my-snom.c)" -gt 80 ] && [ "$(grep -c netrecover work/commands)" -ge 5 ] || fail "the page has other blocks"
# Programs as they are once installed: cc, netrecover with its own plugins, the simulated phone.
printf '#!/bin/sh\nexec %s "$@"\n' "$CC" >bin/cc
{
	echo '#!/bin/sh'
	echo "NETRECOVER_PLUGIN_PATH=\${NETRECOVER_PLUGIN_PATH-}:$NETRECOVER_PLUGIN_PATH exec $netrecover" \
		"$([ "$(awk 'NR == 1 { print $3 }' /proc/self/uid_map)" != 1 ] || echo '--set bench.user=root')" '"$@"'
} >bin/netrecover
chmod +x bin/cc bin/netrecover
where=$(pkg-config --variable=pkglibexecdir netrecover)
mkdir -p "$where"
ln -s "$top_builddir/netrecover-phone" "$where/"
ip link delete bench0
(
	unset NETRECOVER_PLUGIN_PATH
	PATH=$PWD/bin:$PATH
	cd work && sh commands
) >tutorial.log 2>&1 || fail "a command of the page failed"
has 'snom720-000413A10720.*done' tutorial.log || fail "the phone is not done"
say "typed $(grep -c . work/commands) lines of commands"
exit 0
