#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck disable=SC2086  # words are meant to split
# The figures of docs/performance.md, from this machine: as root, in the build folder,
#
#   make tests/bench/coreload tests/bench/dhcpload tests/bench/dhcpresponder tests/bench/tftpload \
#	tests/bench/responder tests/bench/libraryload tests/bench/screenload && make && tests/bench/performance.sh [PART...]
#
# PART: core, dhcp, idle, table, tftp, library, start, recovery; default all.  The tables between
# "<!-- PART" and "-->" in that page are written anew, and the plots in docs/plots; what stands
# around them is written by hand.  Takes about ten minutes on a machine that does nothing else.
#
# Environment: top_builddir (default: here), ROUNDS (3), SECONDS_EACH (3), RELEASES (2000).
set -u
here=$(cd "$(dirname "$0")" && pwd)
page=$here/../../docs/performance.md
plots=$here/../../docs/plots
top_builddir=$(cd "${top_builddir:-$PWD}" && pwd)
NETRECOVER_PLUGIN_PATH=$top_builddir/plugins/.libs:$top_builddir/plugins/models/.libs
NETRECOVER_LIBEXEC=$top_builddir
export top_builddir NETRECOVER_PLUGIN_PATH NETRECOVER_LIBEXEC
rounds=${ROUNDS:-3} seconds=${SECONDS_EACH:-3} releases=${RELEASES:-2000}
bench=$top_builddir/tests/bench
for program in coreload dhcpload dhcpresponder tftpload responder libraryload screenload; do
	[ -x "$bench/$program" ] || { echo "first: make tests/bench/$program" >&2; exit 2; }
done
netrecover=$top_builddir/netrecover
[ ! -x "$top_builddir/.libs/netrecover" ] || netrecover=$top_builddir/.libs/netrecover

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
chmod 755 "$folder"
mkdir -p "$plots" || exit 1

# Between the marks of part $1 comes what stands in file $2.
write_part() {
	[ -s "$2" ] || { echo "$1: no figures" >&2; return 1; }
	awk -v part="$1" -v file="$2" -v load="$(cut -d' ' -f1 /proc/loadavg)" -v day="$(date +%Y-%m-%d)" \
		-v cpus="$(nproc)" '
	$0 == "<!-- " part " -->" {
		print
		print ""
		while ((getline line <file) > 0)
			print line
		print ""
		print "(" day ", " cpus " processors, load average " load ")"
		print ""
		skip = 1
		next
	}
	$0 == "<!-- end -->" { skip = 0 }
	!skip' "$page" >"$folder/page" && cat "$folder/page" >"$page"
}

plot() {
	name=$1 title=$2 across=$3 up=$4
	awk -v title="$title" -v across="$across" -v up="$up" -f "$here/plot.awk" >"$plots/$name.svg"
}

core() {
	{
		"$bench/coreload" 10 1000 10000 100000
		for times in 2 5 10; do "$bench/coreload" -m $times 1000 10000; done
		"$bench/coreload" -j "$folder" 10000 | sed 's/models:/models, with a journal:/'
	} >"$folder/core"
	sed 's/:/ /' "$folder/core" | awk '
	BEGIN {
		print "| phones | models | new | starts again | a second of silence | memory |"
		print "|---|---|---|---|---|---|"
	}
	/only/ { next }
	{
		journal = /with a journal/ ? ", with a journal" : ""
		sub(/models, with a journal/, "models")
		printf "| %d%s | %d | %.1f us | %.1f us | %.0f ns | %.1f kB |\n", $1, journal, $3, $6 / 1000, $9 / 1000, $12,
			$14 / 1000
	}' >"$folder/core.md"
	write_part core "$folder/core.md"
	sed 's/:/ /' "$folder/core" | awk '/78 models /  && !/journal/ { print "new", $1, $6 / 1000; print "starts_again", $1, $9 / 1000 }' |
		plot phones "Processor time of the core for one phone" "phones that are known" "us"
	sed 's/:/ /' "$folder/core" | awk '/^ *10000 / && !/journal/ { print "new", $3, $6 / 1000; print "starts_again", $3, $9 / 1000 }' |
		plot models "Processor time of the core for one of 10,000 phones" "models" "us"
}

dhcp() {
	"$here/dhcp.sh" -r "$rounds" -t "$seconds" >"$folder/dhcp"
	grep -A 6 '^medians' "$folder/dhcp" | awk '
	/^medians/ { n = $3; clients[++rows] = n; next }
	NF == 3 {
		if (!($1 in known)) {
			known[$1]
			server[++servers] = $1
		}
		rate[n, $1] = $2
		cpu[n, $1] = $3
	}
	END {
		head = "| phones |"
		line = "|---|"
		for (i = 1; i <= servers; i++) {
			head = head " " server[i] " |"
			line = line "---|"
		}
		print head " rate of netrecover to responder |"
		print line "---|"
		for (r = 1; r <= rows; r++) {
			n = clients[r]
			row = "| " n " |"
			for (i = 1; i <= servers; i++)
				row = row sprintf(" %d/s, %.1f ms |", rate[n, server[i]], cpu[n, server[i]])
			printf "%s %.2f |\n", row, rate[n, "responder"] ? rate[n, "netrecover"] / rate[n, "responder"] : 0
		}
	}' >"$folder/dhcp.md"
	write_part dhcp "$folder/dhcp.md"
	awk '/^medians/ { n = $3 } NF == 3 && $3 + 0 && !/:/ { print $1, n, $3 }' "$folder/dhcp" |
		plot dhcp "Processor time of 1,000 DHCP exchanges" "phones" "ms"
}

idle() {
	CLIENTS='' IDLE=20 "$here/dhcp.sh" | sed -n 's/^idle/Idle/p' | sed 's/$/./' >"$folder/idle.md"
	write_part idle "$folder/idle.md"
}

table() {
	mkdir -p "$folder/shelf"
	"$top_builddir/netrecover-firmware" -d -o "$folder/shelf" SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S || return 1
	"$bench/screenload" "$folder/shelf" 12 1000 2>&1 | awk '
	BEGIN {
		print "| phones | terminal | they | of a core | to the terminal |"
		print "|---|---|---|---|---|"
	}
	{ printf "| %d | %d x %d | %s | %.2f %% | %d bytes/s |\n", $1, $3, $5, $6 == "moving:" ? "download" : "do nothing", $7, $(NF - 1) }
	' >"$folder/table.md"
	write_part table "$folder/table.md"
}

tftp() {
	ROUNDS=$rounds SECONDS_EACH=$seconds SCENES="${SCENES:-1 8 64 256 storm}" \
		SERVERS="responder netrecover dnsmasq tftpd-hpa atftpd" "$here/tftp.sh" >"$folder/tftp" 2>"$folder/why" ||
		cat "$folder/why" >&2
	awk '
	BEGIN {
		print "| scene | server | us of CPU a block | to the responder | ACK to DATA p99 | first answer p99 | failed | asked twice |"
		print "|---|---|---|---|---|---|---|---|"
	}
	$1 ~ /^([0-9]+|storm|slow|loss|phones)$/ {
		printf "| %s | %s | %s | %s | %s ms | %s ms | %s | %s |\n", $1, $2, $4, $5, $8, $9, $10, $11
	}' "$folder/tftp" >"$folder/tftp.md"
	write_part tftp "$folder/tftp.md"
	awk '$1 ~ /^[0-9]+$/ { print $2, $1, $4 }' "$folder/tftp" |
		plot tftp "Processor time of the server for a block by TFTP" "clients" "us"
}

# Processor time of a command and what it starts, in s; its output is in $folder/out.
cpu_of() {
	"$@" >"$folder/out" 2>&1 || tail -n 1 "$folder/out" >&2
}
median() {
	sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}
timed() {
	name=$1
	shift
	(cpu_of "$@"; times) | tail -n 1 | awk '{
		for (i = 1; i <= 2; i++) { split($i, p, "m"); s += p[1] * 60 + p[2] }
		print s
	}' >>"$folder/$name.s"
}

unzip_all() {
	rm -rf "$folder/plain"
	mkdir "$folder/plain"
	for archive in "$folder"/archives/*.zip; do
		unzip -q -o -d "$folder/plain/$(basename "$archive" .zip)" "$archive" || return 1
	done
}
sum_all() { find "$folder/plain" -type f -exec sha256sum {} +; }
import_all() {
	rm -rf "$folder/firmware" "$folder/state"
	mkdir "$folder/firmware" "$folder/state"
	"$netrecover" -c "$folder/bench.ini" import "$folder"/archives/*.zip
}

library() {
	command -v unzip >/dev/null || { echo "library: needs unzip" >&2; return 1; }
	mkdir -p "$folder/archives"
	printf '[bench]\ninterface = lo\nlibrary = firmware\nstate = state\n' >"$folder/bench.ini"
	n=0
	set --
	while [ $n -lt "$releases" ]; do
		set -- "$@" "SCCP45.$((8 + n / 400))-$((1 + n / 20 % 20))-$((1 + n % 20))S"
		n=$((n + 1))
	done
	"$top_builddir/netrecover-firmware" -s 64 -o "$folder/archives" "$@" || return 1
	n=0
	while [ $n -lt "$rounds" ]; do
		timed import import_all
		timed unzip unzip_all
		timed sum sum_all
		n=$((n + 1))
	done
	NETRECOVER_PLUGIN_PATH=$top_builddir/plugins/models/.libs LOADS=$releases ROUNDS=$rounds \
		"$here/library.sh" >"$folder/index"
	{
		echo "| all of $releases releases | CPU | to unzip |"
		echo "|---|---|---|"
		unzip_s=$(median <"$folder/unzip.s")
		for what in unzip sum import; do
			median <"$folder/$what.s" | awk -v what=$what -v unzip="$unzip_s" '
			BEGIN { words["unzip"] = "`unzip`, one archive after another"; words["sum"] = "`sha256sum` of what was in them"
				words["import"] = "`netrecover import`, signatures checked" }
			{ printf "| %s | %.2f s | %.2f |\n", words[what], $1, unzip ? $1 / unzip : 0 }'
		done
		echo
		echo "The index of a library of $releases releases in $((releases * 12)) files:"
		echo
		sed 's/^/    /; s/ *$//' "$folder/index"
	} >"$folder/library.md"
	write_part library "$folder/library.md"
}

start() {
	CLIENTS='' FIRST=$rounds "$here/dhcp.sh" | awk '/^first/ { print $2 }' | median |
		awk '{ printf "From the start of the program to the first address: %.2f s.\n", $1 / 1000 }' >"$folder/start.md"
	write_part start "$folder/start.md"
}

recovery() {
	for n in 1 64; do
		PHONES=$n "$here/recovery.sh" | sed 's/^/- /'
	done >"$folder/recovery.md"
	write_part recovery "$folder/recovery.md"
}

[ $# -gt 0 ] || set -- core dhcp idle table tftp library start recovery
for part in "$@"; do
	case $part in
	core | dhcp | idle | table | tftp | library | start | recovery) "$part" ;;
	*) echo "performance.sh: no part $part" >&2; exit 2 ;;
	esac
done
