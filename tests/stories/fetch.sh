#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# From a call manager: its targets and firmware, by HTTP on port 6970, else by
# TFTP.  Real servers: busybox httpd and dnsmasq.  What cannot be had, or cannot
# be read, leaves everything as it was.
. "$(dirname "$0")/lib.sh"

need busybox dnsmasq
busybox --list | grep -qx httpd || skip "this busybox has no httpd"
[ -x "$top_builddir/netrecover-fetch" ] || skip "netrecover-fetch is not built"

ip address add 10.77.0.1/24 dev bench0
on_port ip address add 10.77.0.2/24 dev port0
host=10.77.0.2
write_ini </dev/null
mkdir web tftp archives firmware
# A proxy that is not there: it must not be asked.
http_proxy=http://10.77.0.9:3128 ALL_PROXY=$http_proxy all_proxy=$http_proxy
export http_proxy ALL_PROXY all_proxy

httpd_up() {
	# Not on_port: its number would be that of a shell.
	nsenter -t "$outside" -n busybox httpd -f -p $host:6970 -h "$PWD/web" &
	httpd_pid=$!
	wait_for 5 listens tcp 6970
}
tftpd_up() {
	on_port dnsmasq --no-daemon --conf-file=/dev/null --port=0 --user=root --group= \
		--enable-tftp --tftp-root="$PWD/tftp" --listen-address=$host --bind-interfaces \
		--pid-file= >dnsmasq.log 2>&1 &
	wait_for 5 listens udp 69
}
# From /proc, which shows the namespace of its reader.
listens() {
	on_port cat "/proc/self/net/$1" "/proc/self/net/${1}6" | grep -q ":$(printf %04X "$2") 0*:0000 "
}
# fetch ARGUMENT...: sets $status; out, err
fetch() {
	"$netrecover" -c bench.ini fetch "$@" >out 2>err
	status=$?
}
nothing_left() {
	[ -z "$(find . -name '.fetch-*')" ] || fail "left behind: $(find . -name '.fetch-*')"
}

# -- no host ----
for bad in '' 10.77.0.2:6970 http://10.77.0.2 'a b'; do
	fetch "$bad"
	expect "status of '$bad'" $status 2
	has "is no name or address of a host" err || fail "'$bad': $(cat err)"
done

# -- nobody is there ----
fetch $host
expect "status without a server" $status 1
expect "lines" "$(grep -c . err)" 1
has '6970: nothing answers at that port' err && has TFTP err || fail "does not say what was tried: $(cat err)"
[ ! -e XMLDefault.cnf.xml ] || fail "a file appeared from nowhere"
nothing_left

# -- only TFTP, in another spelling ----
tftpd_up
call_manager 435=SCCP45.9-4-2SR3-1S 30099=SCCP99.9-9-9S
mv XMLDefault.cnf.xml tftp/xmldefault.cnf.xml
fetch $host
expect "status by TFTP" $status 6
has "tftp://$host:69/xmldefault.cnf.xml" out || fail "does not say who answered: $(cat out err)"
cmp -s XMLDefault.cnf.xml tftp/xmldefault.cnf.xml || fail "other bytes arrived by TFTP"
has '^7945 .*SCCP45.9-4-2SR3-1S .*missing' out || fail "the target is not there: $(cat out)"
has '^30099 .*no plugin' out || fail "the model that nobody knows is not there: $(cat out)"
expect "times named" "$(grep -c 'cmterm-7945_7965-sccp.8-5-2.zip' out)" 1

# -- HTTP first; the file that was there stays as FILE~ ----
httpd_up
call_manager 435=SCCP45.9-3-1SR4-1S
mv XMLDefault.cnf.xml web/
cp tftp/xmldefault.cnf.xml XMLDefault.cnf.xml
fetch $host
has "http://$host:6970/XMLDefault.cnf.xml" out || fail "HTTP did not answer: $(cat out err)"
cmp -s XMLDefault.cnf.xml web/XMLDefault.cnf.xml || fail "other bytes arrived by HTTP"
cmp -s XMLDefault.cnf.xml~ tftp/xmldefault.cnf.xml || fail "the old file is gone"
fetch $host -o elsewhere.xml
cmp -s elsewhere.xml web/XMLDefault.cnf.xml || fail "-o is not obeyed"

# -- init: what lies in its folder is taken before it is said what is missing ----
mkdir evening
"$top_builddir/netrecover-firmware" -s 64 -o evening SCCP45.8-5-2S SCCP45.9-3-1SR4-1S || fail "netrecover-firmware"
"$netrecover" -c evening/bench.ini init --yes --interface bench0 --call-manager $host >out 2>err
expect "status of init" "$?" 0
cmp -s evening/XMLDefault.cnf.xml web/XMLDefault.cnf.xml || fail "init has not got the file"
has '7945 .*all in the library' out || fail "init does not say that all is there: $(cat out err)"
has 'steps missing' out && fail "init says that something is missing: $(cat out)"

# -- what cannot be read replaces nothing, nor what is too large ----
echo '<html>no such thing</html>' >web/XMLDefault.cnf.xml
cp XMLDefault.cnf.xml before
fetch $host
expect "status of junk" $status 1
cmp -s XMLDefault.cnf.xml before || fail "junk replaced the file"
dd if=/dev/zero of=web/XMLDefault.cnf.xml bs=1024 count=1100 2>/dev/null
fetch $host
expect "status of too much" $status 1
has 'larger than' err || fail "too large is not said: $(cat err)"
cmp -s XMLDefault.cnf.xml before || fail "too much replaced the file"
nothing_left

# -- firmware: one file by HTTP, one by TFTP, one nowhere; one is broken ----
"$top_builddir/netrecover-firmware" -s 64 -o archives SCCP45.8-5-2S || fail "netrecover-firmware"
mkdir unpacked
"$netrecover" --set bench.library=unpacked import archives >/dev/null 2>&1 || fail "import"
cp unpacked/*/SCCP45.8-5-2S.loads web/
cp unpacked/*/jar45sccp.8-5-2.sbn tftp/
head -c 3000 unpacked/*/cnu45.8-5-2.sbn >web/cnu45.8-5-2.sbn
fetch $host SCCP45.8-5-2S.loads jar45sccp.8-5-2.sbn
expect "status of firmware" $status 0
cmp -s firmware/SCCP45.8-5-2S.loads web/SCCP45.8-5-2S.loads || fail "the list is not in the library"
cmp -s firmware/jar45sccp.8-5-2.sbn tftp/jar45sccp.8-5-2.sbn || fail "the image is not in the library"
fetch $host cnu45.8-5-2.sbn
expect "status of a broken file" $status 6
[ ! -e firmware/cnu45.8-5-2.sbn ] || fail "a broken file is in the library"
fetch $host dsp45.8-5-2.sbn
expect "status of a missing file" $status 1
fetch $host ../../etc/passwd
expect "status of a bad name" $status 2
nothing_left

# -- HTTP breaks off in the middle of a file: TFTP has it ----
kill "$httpd_pid"
wait "$httpd_pid" 2>/dev/null
cat >half.sh <<'EOF'
printf 'HTTP/1.0 200 OK\r\nContent-Length: 999999\r\n\r\nhalf of it'
EOF
on_port busybox nc -l -p 6970 -e /bin/sh "$PWD/half.sh" &
wait_for 5 listens tcp 6970
rm -f firmware/jar45sccp.8-5-2.sbn
fetch $host jar45sccp.8-5-2.sbn
expect "status after half of it" $status 0
cmp -s firmware/jar45sccp.8-5-2.sbn tftp/jar45sccp.8-5-2.sbn || fail "half a file is in the library"
exit 0
