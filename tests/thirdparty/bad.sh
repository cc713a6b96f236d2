#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Every kind of bad plugin file gets one line from check-plugin, which names the file and what is
# wrong; the program neither crashes nor hangs, and what is unsound is not loaded either.
set -u
: "${CC:=cc}" "${top_srcdir:=.}" "${top_builddir:=.}"
here=$top_srcdir/tests/thirdparty
netrecover=$top_builddir/netrecover
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
bad=0 count=0
# A sanitizer catches crashes itself, and its memory cannot be limited.
sanitized=
"$netrecover" -V -v | grep -q 'sanitizers no' || sanitized=yes

# build NAME FILE
build() {
	# shellcheck disable=SC2086 # options in CC are meant to be split
	$CC -std=gnu11 -w -O1 -fPIC -shared -I"$top_srcdir/include" -DBAD_"$1" "$here/bad.c" -o "$2" || {
		echo "$1 does not build"
		bad=1
	}
}

# gets FILE LINE: what check-plugin says of it, as a part of its only line
gets() {
	file=$1 line=$2
	count=$((count + 1))
	begin=$(date +%s)
	timeout -k 1 20 "$netrecover" check-plugin "$file" >"$work/out" 2>"$work/err"
	status=$?
	took=$(($(date +%s) - begin))
	[ "$status" = 1 ] || { echo "$file: exit status $status where 1 was expected"; bad=1; }
	[ "$took" -le 6 ] || { echo "$file: $took seconds"; bad=1; }
	[ "$(grep -c . "$work/err")" -ge 1 ] && grep -qF "$line" "$work/err" && grep -qF "$file" "$work/err" || {
		echo "$file: '$line' is not in:"
		cat "$work/err"
		bad=1
	}
	timeout -k 1 20 "$netrecover" check-plugin --json "$file" 2>/dev/null | grep -q '"sound": *false' || {
		echo "$file: the JSON document does not say that it is not sound"
		bad=1
	}
}

# is NAME LINE: the plugin that bad.c becomes with it
is() {
	build "$1" "$work/$1.so"
	gets "$work/$1.so" "$2"
}

# not_loaded NAME: the loader refuses it too, with a line
not_loaded() {
	mkdir -p "$work/$1.d"
	mv "$work/$1.so" "$work/$1.d/"
	NETRECOVER_PLUGIN_PATH=$work/$1.d timeout -k 1 20 "$netrecover" models >"$work/out" 2>"$work/err"
	status=$?
	[ "$status" -lt 128 ] || { echo "models with $1: exit status $status"; bad=1; }
	! grep -q BAD1 "$work/out" || { echo "$1 was loaded"; bad=1; }
	grep -q "$1.so: ." "$work/err" || { echo "nobody said that $1 was not loaded"; bad=1; }
	said=$(sed -n "s/.*$1\.so: //p" "$work/err" | head -n 1)
	[ "$sanitized" ] || echo "$1: $said"
}

build nothing "$work/good.so"
"$netrecover" check-plugin "$work/good.so" >"$work/out" 2>&1 || { echo "the good one is not sound:"; cat "$work/out"; bad=1; }

# what is no plugin
: >"$work/empty.so"
gets "$work/empty.so" "empty"
echo "some text" >"$work/text.so"
gets "$work/text.so" "not a shared library"
mkfifo "$work/fifo.so"
gets "$work/fifo.so" "is a FIFO"
mkdir "$work/folder.so"
gets "$work/folder.so" "is a folder"
gets "$work/none.so" "No such file"
head -c 9000 "$work/good.so" >"$work/cut.so"
gets "$work/cut.so" "cut off"
head -c 100 "$work/good.so" >"$work/head.so"
gets "$work/head.so" "cut off"
gets /dev/null "is a device"

# the envelope
is symbol "no symbol 'netrecover_plugin'"
is abi "made for plugin ABI 1, expected 2"
is small "model_size is 16, expected "
is sizes "does not say how large its rows are"
is name "no usable name"

# its tables
is no_parse "has no parse"
is format "has no %V"
is no_end "names has no end"
is number "have the same number 77"
is match_all "fits every device, and is sure"
is match_fact "a fact that this program does not know"
is match_trust "has no trust"
is match_none "no device will ever be this model"
is hop_confidence "has no confidence"
is hop_stop "is not between via_min and via_max"
is suffix_archive 'files cannot end in ".zip"'
is suffix_kind "has no kind"
is suffix_lost "the library will never index its firmware"
is phone_name 'phone_name "phone" cannot be a name'
is dhcp "DHCP option 54 is the server's own"

# its functions
is loads_crash "crashed: loading()"
is loads_hang "did not come back: loading()"
is loads_exit "ended the program that loaded it"
is parse_crash "crashed: parse(\"-\") of model 'BAD1'"
is parse_hang "did not come back: parse(\"-\") of model 'BAD1'"
is parse_stack "crashed: parse("
[ "$sanitized" ] || is parse_memory "crashed: parse("
is parse_exit "ended the program that loaded it"
is parse_scribbles "changed its result although it knew nothing"
is parse_greedy "claims to know"
is parse_interval "version is newer than latest"
is parse_text "leaves printed without an end"
is config_crash "crashed: config("
is says_end "says() has no end"
is parse_part 'says the part "kernel", which is none of its parts'

# its life
lives() {
	build "$1" "$work/$1.so"
	count=$((count + 1))
	timeout -k 1 20 "$netrecover" check-plugin "$work/$1.so" >"$work/out" 2>"$work/err"
	status=$?
	[ "$status" = 1 ] && grep -qF "$work/$1.so: model 'BAD1': its life: $2" "$work/err" || {
		echo "$1: exit status $status, and not '$2' but:"
		cat "$work/err"
		bad=1
	}
}
lives rival "what fits its match \"Bad Phone\" is not surely this model: it may be 'BAD2'"
lives list_escapes 'list() names "../../../etc/passwd"'

# protocols
for place in start timer io; do
	# shellcheck disable=SC2086
	$CC -std=gnu11 -w -O1 -fPIC -shared -I"$top_srcdir/include" -DIN_$place "$here/crasher.c" -o "$work/$place.so" 2>/dev/null || {
		echo "crasher.c does not build: is libev's header there?"
		break
	}
	[ "$sanitized" ] || case $place in
	start) gets "$work/$place.so" "crashed: start() of crasher" ;;
	*) gets "$work/$place.so" "crashed: its watchers(" ;;
	esac
done

for name in abi sizes no_end match_all suffix_lost phone_name dhcp hop_confidence \
	parse_crash parse_hang parse_exit parse_scribbles parse_greedy parse_interval parse_text parse_part config_crash says_end; do
	not_loaded "$name"
done

# What cannot even be loaded is loaded by a child first: all others are there.
models=${NETRECOVER_PLUGIN_PATH:-$top_builddir/plugins/.libs:$top_builddir/plugins/models/.libs}
mkdir "$work/loads.d"
mv "$work/loads_crash.so" "$work/loads_hang.so" "$work/loads_exit.so" "$work/loads.d/"
NETRECOVER_PLUGIN_PATH=$work/loads.d:$models timeout -k 1 20 "$netrecover" models >"$work/out" 2>"$work/err"
status=$?
[ "$status" = 0 ] || { echo "models beside plugins that cannot be loaded: exit status $status"; bad=1; }
[ "$(grep -c '^79[0-9][0-9] ' "$work/out")" -ge 10 ] || { echo "the other models are not there"; bad=1; }
[ "$sanitized" ] || grep -qE 'loads_crash\.so: crashed when it was loaded: ' "$work/err" || { echo "the crash is not named"; cat "$work/err"; bad=1; }
grep -q 'loads_hang\.so: did not come back within 4 seconds when it was loaded' "$work/err" || { echo "the hang is not named"; bad=1; }
grep -q 'loads_exit\.so: ended the program that loaded it' "$work/err" || { echo "the exit is not named"; bad=1; }

# A plugin that takes the place of another one is named.
mkdir "$work/first.d" "$work/second.d"
cp "$work/good.so" "$work/first.d/mine.so"
cp "$work/good.so" "$work/second.d/theirs.so"
NETRECOVER_PLUGIN_PATH=$work/first.d:$work/second.d "$netrecover" models >"$work/out" 2>&1
grep -q "'bad' of $work/first.d/mine.so takes the place of $work/second.d/theirs.so" "$work/out" || {
	echo "models does not name the plugin that is replaced:"
	cat "$work/out"
	bad=1
}
NETRECOVER_PLUGIN_PATH=$work/first.d:$work/second.d "$netrecover" doctor 2>&1 | grep -q "'bad' of $work/first.d/mine.so takes the place of" || {
	echo "doctor does not name it"
	bad=1
}

# A crash in a program that goes on to use it leaves a line, too.
mkdir "$work/crash.d"
build parse_later "$work/crash.d/parse_later.so"
NETRECOVER_PLUGIN_PATH=$work/crash.d "$netrecover" explain later >"$work/out" 2>"$work/err"
[ "$sanitized" ] || grep -q 'crashed: parse("later") of .*parse_later.so' "$work/err" || {
	echo "the crash of a callback is not named:"
	cat "$work/err"
	bad=1
}

echo "$count kinds of bad plugin files"
[ "$count" -ge 40 ] || bad=1
exit $bad
