#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# "-t" means it: five answers, each with what mends it, and what it calls BAD is what
# keeps run from starting, in the same words.
. "$(dirname "$0")/lib.sh"
need busybox dnsmasq
show_on_fail="doctor.out run.out"

# doctor STATUS [ARGUMENT...]: its exit status is STATUS
doctor() {
	want=$1
	shift
	"$netrecover" -c bench.ini -t "$@" >doctor.out 2>&1
	expect "exit status of -t" $? "$want"
}

# says ANSWER CHECK WORDS: in the last doctor.out
says() {
	grep -qE "^$1 +$2 .*$3" doctor.out || fail "-t does not say: $1 $2 $3"
}

mends() {
	grep -qF -- "mend: $1" doctor.out || fail "-t does not mend it by: $1"
}

# refused STATUS: run ends with it, and with the words of each BAD that -t said
refused() {
	timeout 20 "$netrecover" -c bench.ini run >run.out 2>&1 </dev/null
	expect "exit status of run" $? "$1"
	sed -n 's/^BAD  *[a-z-]*  *//p' doctor.out >bad
	[ -s bad ] || fail "nothing is BAD"
	while IFS= read -r words; do
		grep -qF -- "$words" run.out || fail "run does not say: $words"
	done <bad
}

# starts: run starts
starts() {
	bench
	kill -TERM "$bench_pid"
	end_bench
	expect "exit status of run" "$bench_status" 0
}

# hold tcp|udp PORT: somebody has it
holders=
hold() {
	case $1 in
	tcp) busybox nc -l -p "$2" >/dev/null 2>&1 </dev/null & ;;
	udp) dnsmasq -d -C /dev/null -p "$2" >/dev/null 2>&1 </dev/null & ;;
	esac
	holders="$holders $!"
	wait_for 5 held "$1" "$2"
}

no_carrier() {
	ip link show bench0 | grep -q NO-CARRIER
}

held() {
	grep -qi ":$(printf %04x "$2") 0*:0000" "/proc/net/$1" "/proc/net/${1}6"
}

release() {
	# shellcheck disable=SC2086
	kill $holders 2>/dev/null
	# shellcheck disable=SC2086
	wait $holders 2>/dev/null
	holders=
}

GUARD=on
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null

say "archives that were never imported"
mkdir -p firmware
"$top_builddir/netrecover-firmware" -s 16 -o firmware SCCP45.9-4-2SR3-1S || fail "netrecover-firmware"
doctor 6
says LACKS library 'never imported'
sh -c "$(sed -n "s|^ *mend: netrecover \(-c bench.ini import .*\)|$netrecover \1|p" doctor.out)" >import.log 2>&1 ||
	fail "its own cure does not work: $(cat doctor.out import.log)"
doctor 6
! has 'never imported' doctor.out || fail "they are imported"
firmware SCCP45.9-4-2SR3-1S SCCP45.8-5-4S SCCP45.8-5-2S

say "all is well, and nothing was changed"
doctor 0 -q
doctor 0
says ok guard 'no other DHCP server answers'
says ok wire 'nobody has 10.77.0.1'
says ok port 'UDP 67.*TCP 6970|TCP 6970.*UDP 67'
[ ! -e state ] || fail "-t made the state folder"
[ -z "$(ip -4 address show dev bench0 | grep 10.77)" ] || fail "-t put an address on"
"$netrecover" -c bench.ini -t --json >doctor.json || fail "-t --json ended with $?"
tr -d ' \n' <doctor.json >flat
has '"check":"guard","answer":"ok","ok":true' flat || fail "--json has no guard: $(cat flat)"
starts

say "ports that are taken"
rm -rf state
hold tcp 6970
hold tcp 2000
hold udp 5060
doctor 1
says BAD port 'TCP port 6970 of 10.77.0.1 is taken by (nc|busybox) \(process [0-9]+\)'
says BAD port 'TCP port 2000 of 10.77.0.1 is taken by'
says BAD port 'UDP port 5060 of 10.77.0.1 is taken by'
says 'not checked' guard 'builds on port'
grep -qE 'mend: kill [0-9]+; or, without http: plugins = dhcp, pcap, probe, sccp, sip, tftp$' doctor.out ||
	fail "the line without http is not complete"
refused 1
release

say "the guard is off"
GUARD=off
write_ini </dev/null
doctor 0
says 'not checked' guard 'guard is off'
mends 'guard = on'

say "no carrier"
on_port ip link set port0 down
wait_for 5 no_carrier
doctor 0
says WAITS link 'no carrier on bench0'
says 'not checked' wire 'builds on link'
starts
ip link set bench0 down
doctor 0
says 'not checked' link 'bench0 is down'
mends 'ip link set bench0 up'
ip link set bench0 up
on_port ip link set port0 up
rm -rf state

say "the bench's address is another host's"
on_port ip address add 10.77.0.1/24 dev port0
doctor 4
says BAD wire '10.77.0.1 is the address of another host on bench0'
refused 4
on_port ip address del 10.77.0.1/24 dev port0
ip address add 10.77.0.1/24 dev lo
doctor 1
says BAD address '10.77.0.1 is the address of lo'
refused 1
ip address del 10.77.0.1/24 dev lo

say "the loopback"
cp bench.ini keep.ini
sed -i 's/^interface = .*/interface = lo/' bench.ini
doctor 2
says BAD dhcp 'lo is the loopback'
refused 2
sed -i 's/^interface = .*/interface = wire7/' bench.ini
doctor 1
says BAD interface "there is no 'wire7' here; there are: .*bench0"
refused 1
cp keep.ini bench.ini

say "the default route"
ip address add 192.168.7.2/24 dev bench0
ip route add default via 192.168.7.1
doctor 4
says BAD route 'bench0 has the default route'
mends 'default-route = allow'
refused 4
doctor 0 --set bench.default-route=allow
says ok route 'allows'
ip address flush dev bench0

say "a call manager is heard"
on_port ip address add 192.168.8.1/24 dev port0
ip address add 192.168.8.2/24 dev bench0
on_port busybox nc -ll -p 2000 -e cat >/dev/null 2>&1 &
server=$!
knock() {
	while kill -0 $server 2>/dev/null; do
		echo | busybox nc -w 1 192.168.8.1 2000 >/dev/null 2>&1
		sleep 0.2
	done
}
knock &
doctor 4
says BAD wire 'a call manager is heard on bench0: 192.168.8.1 .*TCP port 2000'
mends 'allow = call-manager'
refused 4
doctor 0 --set bench.allow=192.168.8.1
says ok wire 'heard on bench0, and allowed'
kill $server
ip address flush dev bench0
on_port ip address flush dev port0

say "rights"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null && ! has '^user = root' bench.ini; then
	chmod 777 . && chmod -R a+rX firmware
	built=$netrecover path=$NETRECOVER_PLUGIN_PATH
	open_to_all
	caps=+net_admin,+net_raw,+net_bind_service
	setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps $caps --ambient-caps $caps \
		"$netrecover" -c bench.ini -t >doctor.out 2>&1
	expect "exit status with capabilities" $? 0
	says ok rights 'has what it needs'
	setpriv --reuid 65534 --regid 65534 --clear-groups "$netrecover" -c bench.ini -t >doctor.out 2>&1
	expect "exit status without rights" $? 1
	says BAD rights 'lacks cap_net_admin,cap_net_raw,cap_net_bind_service'
	[ "$(grep -c '^BAD' doctor.out)" = 1 ] || fail "one fault, and more than one line"
	says 'not checked' firewall '.*'
	netrecover=$built NETRECOVER_PLUGIN_PATH=$path
fi

say "commands that are not there"
echo 'MAC {mac}' >template
printf '#!/bin/sh\n' >hear
chmod 644 hear
refuses_command() {
	sed -i "1a $1" bench.ini
	doctor 2
	says BAD commands "$2"
	refused 2
	sed -i 2d bench.ini
}
refuses_command on-done=./nosuch 'on-done: .*nosuch cannot be run by .*: No such file'
refuses_command on-trouble=./hear 'on-trouble: .*hear cannot be run by .*: Permission denied'
refuses_command on-end=no-such-program 'on-end: no-such-program cannot be run by'
refuses_command label-command=/nosuch 'label-command: /nosuch cannot be run by'
refuses_command label=nosuch 'label: .*nosuch cannot be read: No such file'
chmod 755 hear
doctor 0 --set bench.on-done=./hear --set bench.label=template --set bench.on-end=true
says ok commands 'on-done on-end label can be run and read'
rm template hear

say "a firewall"
if command -v nft >/dev/null && nft add table inet wall 2>/dev/null; then
	nft 'add chain inet wall in { type filter hook input priority 0; policy drop; }'
	nft add rule inet wall in udp dport 69 accept
	doctor 6
	says LACKS firewall 'the chain in of table inet wall drops what phones send to .*TCP 6970'
	! grep -q 'UDP 69' doctor.out || grep 'UDP 69' doctor.out | grep -qv LACKS || fail "UDP 69 is let in"
	sh -c "$(sed -n 's/^ *mend: \(nft insert .*\)/\1/p' doctor.out)" || fail "its own cure does not work"
	doctor 0
	says ok firewall 'no rule of nftables'
	nft delete table inet wall
fi

say "another bench runs"
bench
doctor 1
says BAD control "another bench \(pid $bench_pid\) runs"
[ "$(grep -c '^BAD' doctor.out)" = 1 ] || fail "one fault, and more than one line"
kill -TERM "$bench_pid"
end_bench

say "configuration, user, folders"
printf '[dhcp]\npoool = 1\n' >>bench.ini
sed 's/^\[dhcp\]$/&/' bench.ini >/dev/null
doctor 2
says BAD configuration "poool"
grep -q "^not checked .*user" doctor.out || fail "what builds on it is not named"
cp keep.ini bench.ini
doctor 2 --set bench.user=nobdy
says BAD user "no user 'nobdy'"
doctor 1 --set bench.state=/no/such/place/state
says BAD state 'the folder above it is not there'
doctor 2 --set bench.library=nowhere
says BAD library 'nowhere: No such file'
exit 0
