#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
#
# evening.sh [SUITE] -- the first evening of a new user: a fresh minimal Debian with an ordinary
# user and sudo, a clone, two interfaces, a call manager behind one and three simulated phones
# behind the other, and nothing typed but lines of README.md.  It ends with three phones on their
# target and a report, and leaves what was on the terminal in build/evening.txt (EVENING=FILE).
#
# As root; needs mmdebstrap, tmux, python3, and the package registry that apt uses here.
# ROOT_TAR=FILE keeps the fresh root for the next time, DEB_BUILD_OPTIONS=nocheck leaves out the
# unit tests of the package.  Exit status 77: not possible here.
set -u
LC_ALL=C.UTF-8
export LC_ALL
sources=$(realpath "$(dirname "$0")/../..")
# shellcheck source=/dev/null # of the machine
suite=${1:-$(. /etc/os-release && echo "${VERSION_CODENAME:-none}")}
session=${EVENING:-$sources/build/evening.txt}
goal=SCCP45.9-4-2SR3-1S

say() {
	echo "evening: $suite: $*"
}
skip() {
	say "skipped: $*"
	exit 77
}
[ "$(id -u)" = 0 ] || skip "needs root"
for tool in mmdebstrap tmux python3 unshare nsenter git ip; do
	command -v $tool >/dev/null 2>&1 || skip "needs $tool"
done

base=$(mktemp -d /var/tmp/evening.XXXXXX)
chmod 755 "$base"
root=$base/root tar=${ROOT_TAR:-$base/root.tar}
TMUX_TMPDIR=$base
export TMUX_TMPDIR
helpers=
# shellcheck disable=SC2317,SC2329 # by trap
leave() {
	on_tmux kill-server 2>/dev/null
	# shellcheck disable=SC2086 # numbers
	[ -z "$helpers" ] || kill $helpers 2>/dev/null
	rm -rf "$base"
}
trap leave EXIT
trap 'exit 130' INT TERM HUP
on_tmux() {
	tmux -L evening -f "$base/tmux.conf" -u "$@"
}
fail() {
	say "FAILED: $*"
	keep
	tail -n 60 "$session"
	exit 1
}
# wait_for SECONDS COMMAND...
wait_for() {
	end=$(($(date +%s) + $1))
	shift
	until "$@"; do
		[ "$(date +%s)" -lt "$end" ] || fail "waited in vain for: $*"
		sleep 0.3
	done
}

# -- the root: what a minimal Debian has, a user, and sudo --------------------------------

if [ ! -s "$tar" ]; then
	mmdebstrap --quiet --variant=minbase --include=ca-certificates,sudo "$suite" "$tar" ||
		skip "no root of $suite can be made"
fi
mkdir "$root"
tar xf "$tar" -C "$root" --exclude='./dev/*'
cp /etc/resolv.conf "$root/etc/" 2>/dev/null
[ ! -d /etc/apt/apt.conf.d ] || cp -rn /etc/apt/apt.conf.d "$root/etc/apt/"
chroot "$root" useradd -m -s /bin/bash op
echo 'op ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/op"
env | sed -n 's/^\([a-zA-Z]*_proxy\)=.*/Defaults env_keep += "\1"/p' >>"$root/etc/sudoers.d/op"
echo "127.0.0.1 localhost $(uname -n)" >>"$root/etc/hosts"
cat >"$root/home/op/.bashrc" <<'END'
PS1='\w\$ '
PROMPT_COMMAND='echo $? >>/tmp/ended'
END
[ -z "${DEB_BUILD_OPTIONS-}" ] || echo "export DEB_BUILD_OPTIONS='$DEB_BUILD_OPTIONS'" >>"$root/home/op/.bashrc"
git -c safe.directory='*' clone -q "$sources" "$root/home/op/netrecover" || fail "no clone"
chroot "$root" chown -R op:op /home/op

# -- the terminal --------------------------------------------------------------------------

printf '%s\n' 'set -g default-terminal screen-256color' 'set -g status off' 'set -g history-limit 50000' >"$base/tmux.conf"
: >"$session"
# A shell of the user, in the network of $1 ("" is this machine's)
# shellcheck disable=SC2016 # for the shells in there
cat >"$base/shell" <<'END'
#!/bin/sh
enter=
[ -z "${2-}" ] || enter="nsenter -t $2 -n"
exec $enter unshare --mount --pid --fork --kill-child sh -c '
	mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/run" && mount --rbind /dev "$0/dev" && mount -t sysfs sysfs "$0/sys" &&
	exec chroot "$0" su - op' "$1"
END
chmod +x "$base/shell"
tmp=$root/tmp/ended
ended() {
	[ -s "$tmp" ] && [ "$(wc -l <"$tmp")" -gt "$1" ]
}
on_screen() {
	on_tmux capture-pane -p | grep -qF -e "$1"
}
# What stands on the terminal goes to the session, once.
keep() {
	on_tmux capture-pane -p -J -S - | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >>"$session"
}
keep_screen() {
	{
		echo "------------------------------- $1 -------------------------------"
		on_tmux capture-pane -p
		echo "---------------------------------------------------------------"
	} >>"$session"
}
terminal() {
	rm -f "$tmp"
	on_tmux new-session -d -x 100 -y 30 "TERM=screen-256color exec $base/shell $root ${1-}" || fail "tmux does not run"
	wait_for 20 ended 0
}
# begin LINE: type it, which README.md must have; finish SECONDS STATUS: it ends with that
begin() {
	grep -qF -e "$1" "$sources/README.md" || fail "README.md does not have: $1"
	say "\$ $1"
	lines=$(wc -l <"$tmp")
	on_tmux send-keys -l "$1"
	on_tmux send-keys Enter
}
finish() {
	wait_for "$1" ended "$lines"
	status=$(sed -n "$((lines + 1))p" "$tmp")
	[ "$status" = "$2" ] || fail "it ended with $status"
}

# -- as the README says ------------------------------------------------------------------------

say "the session goes to $session"
terminal
# The clone is there; who has one stands in it.
lines=$(wc -l <"$tmp")
on_tmux send-keys -l 'cd netrecover'
on_tmux send-keys Enter
finish 5 0
begin './quickstart'
finish 1500 0
on_screen 'All 3 phones run' || fail "the demonstration does not say how it ended"
begin './quickstart deb'
finish 2400 0
begin 'sudo apt install ./build/deb/netrecover_*.deb'
answered_or_ended() {
	ended "$lines" || on_screen '[Y/n]'
}
wait_for 300 answered_or_ended
ended "$lines" || on_tmux send-keys y Enter
finish 300 0
keep
on_tmux kill-server

# -- the network: an office with a call manager, and a switch with three phones ------------------------

# network NAME: one that lives as long as this; its process is $made
network() {
	unshare --net sleep 100000 &
	made=$!
	helpers="$helpers $made"
	wait_for 5 elsewhere
	nsenter -t $made -n ip link set lo up
}
elsewhere() {
	there=$(readlink "/proc/$made/ns/net") && [ "$there" != "$(readlink /proc/$$/ns/net)" ]
}
network
bench=$made
network
office=$made
network
switch=$made
nsenter -t $bench -n ip link add eth0 type veth peer name wall netns $office
nsenter -t $bench -n ip link add eth1 type veth peer name port netns $switch
nsenter -t $office -n ip address add 10.1.1.1/24 dev wall
nsenter -t $office -n ip address add 10.1.1.5/24 dev wall
nsenter -t $office -n ip link set wall up
nsenter -t $switch -n ip link set port up
nsenter -t $bench -n ip address add 10.1.1.20/24 dev eth0
nsenter -t $bench -n ip link set eth0 up
nsenter -t $bench -n ip link set eth1 up
nsenter -t $bench -n ip route add default via 10.1.1.1

mkdir "$base/manager"
cat >"$base/manager/XMLDefault.cnf.xml" <<END
<Default>
<callManagerGroup><members><member priority="0"><callManager>
<ports><ethernetPhonePort>2000</ethernetPhonePort></ports>
<processNodeName>10.1.1.5</processNodeName>
</callManager></member></members></callManagerGroup>
<loadInformation435 model="Cisco 7945">$goal</loadInformation435>
<loadInformation436 model="Cisco 7965">$goal</loadInformation436>
</Default>
END
nsenter -t $office -n python3 -m http.server -d "$base/manager" -b 10.1.1.5 6970 >"$base/http.log" 2>&1 &
helpers="$helpers $!"

# The archives that the operator has.
built=$root/home/op/netrecover/build
mkdir "$root/home/op/bench"
"$built/netrecover-firmware" -s 256 -o "$root/home/op/bench" SCCP45.8-5-2S SCCP45.9-3-1SR4-1S $goal || fail "no firmware"
mv "$root/home/op/bench" "$root/home/op/archives"
chroot "$root" chown -R op:op /home/op/archives

terminal $bench
begin 'mkdir bench && cd bench'
finish 5 0
# "put the archives of firmware that you have into it": with a file manager, say
mv "$root"/home/op/archives/* "$root/home/op/bench/"
nsenter -t $switch -n "$built/netrecover-phone" -i port --speed 8 --log "$base/phones.log" --timeout 900 \
	--phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,until=$goal \
	--phone mac=001B54AA0002,model=7945,load=SCCP45.8-5-2S,until=$goal \
	--phone mac=001B54AA0003,model=7965,load=SCCP45.8-3-3S,until=$goal >"$base/phones.err" 2>&1 &
phones=$!
helpers="$helpers $phones"
begin 'sudo netrecover init --call-manager 10.1.1.5'
wait_for 40 on_screen 'Serve phones on eth1?'
on_tmux send-keys y Enter
finish 60 0
begin 'sudo netrecover -t'
finish 60 0
keep
on_tmux send-keys -R
on_tmux clear-history
begin 'sudo netrecover'
wait_for 60 on_screen 'DO NOT UNPLUG'
keep_screen "soon after the start"
halfway() {
	on_screen 'SAFE TO MOVE'
}
wait_for 600 halfway
keep_screen "the first one is done"
wait $phones || fail "the phones did not arrive: $(tail -n 5 "$base/phones.log")"
wait_for 120 on_screen 'SAFE TO MOVE  3'
keep_screen "three phones on their target"
on_tmux send-keys q
finish 20 0
begin 'sudo netrecover report --html -o report.html'
finish 20 0
keep
grep -q 'SAFE TO MOVE' "$root/home/op/bench/report.html" || fail "the report does not say who is done"
say "three phones on their target"
