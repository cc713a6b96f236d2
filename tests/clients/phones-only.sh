#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# serve = phones: a laptop gets no lease and no file; what says that it is a
# phone does get a lease, its model known or not.
. "${top_srcdir:?}/tests/clients/lib.sh"
need udhcpc udhcpc
enter "$@"
make_files
cat >"$work/script" <<'EOS'
#!/bin/sh
[ "$1" != bound ] || echo "$ip" >"$LEASE"
EOS
chmod +x "$work/script"

ask() {
	rm -f "$work/lease"
	LEASE=$work/lease in_client timeout 60 udhcpc -i phone0 -f -n -q -t "$1" -T 1 \
		-s "$work/script" -V "$2" >"$work/client.log" 2>&1
}

start_bench phones
set_mac 02:00:00:00:00:01
! ask 3 "udhcp 1.35.0" || fail "a stranger got $(cat "$work/lease")"
! ask 2 "MSFT 5.0" || fail "a Windows machine got $(cat "$work/lease")"

set_mac 00:1b:54:aa:00:01
ask 5 "Cisco Systems, Inc. IP Phone CP-7945G" || fail "a 7945 got no lease: $(cat "$work/client.log")"
in_pool "$(cat "$work/lease")" || fail "$(cat "$work/lease") is not in the pool"
# A boot loader that says only this.
set_mac 00:1b:54:aa:00:02
ask 5 "Cisco Systems, Inc. IP Phone" || fail "a phone of unknown model got no lease: $(cat "$work/client.log")"

# The stranger with an address that it gave itself: no file either.
if command -v curl >/dev/null 2>&1 && curl --version | grep -q '^Protocols:.* tftp'; then
	set_mac 02:00:00:00:00:01
	client_address
	in_client timeout 10 curl -s --connect-timeout 3 -m 4 -o "$work/client/small.bin" "tftp://$SERVER/small.bin"
	status=$?
	[ $status -ne 0 ] || fail "a stranger got a file"
	[ ! -s "$work/client/small.bin" ] || fail "a stranger got bytes of a file"
fi
pass
