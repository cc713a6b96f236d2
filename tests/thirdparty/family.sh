# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# shellcheck shell=sh
#
# family.sh -- what the stories of other makers' phones share: the headers installed below a
# folder of their own, a plugin built with what pkg-config says of them, synthetic firmware, a
# bench, and simulated phones that live as public documents say.  After tests/stories/lib.sh.
: "${CC:=cc}"

# install_headers: below root/, as "make install" puts them
install_headers() {
	need make pkg-config
	(
		unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
		${MAKE:-make} -C "$top_builddir" DESTDIR="$PWD/root" install-netrecoverincludeHEADERS \
			install-pkgconfigDATA
	) >install.log 2>&1 || {
		show install.log
		fail "the headers cannot be installed"
	}
	# As if configured for this folder.
	pc=$(find root -name netrecover.pc)
	sed -i "s|^\([a-z_]*\)=/|\1=$PWD/root/|" "$pc"
	PKG_CONFIG_LIBDIR=$PWD/${pc%/*}
	export PKG_CONFIG_LIBDIR
}

# build_plugin SOURCE [OPTION...]: models/NAME.so, from a copy that lies beside nothing
build_plugin() {
	name=$(basename "$1" .c)
	mkdir -p models alone
	cp "$1" alone/
	shift
	# shellcheck disable=SC2046,SC2086 # options are meant to be split
	(cd alone && $CC -std=c11 -Wall -Wextra -Werror -Wshadow -O2 -fPIC -shared "$@" \
		$(pkg-config --cflags netrecover) "$name.c" -o "../models/$name.so") || fail "$name does not build"
	"$netrecover" check-plugin "models/$name.so" >check.out 2>&1 || {
		show check.out
		fail "$name is not sound"
	}
	NETRECOVER_PLUGIN_PATH=$PWD/models:$NETRECOVER_PLUGIN_PATH
}

# image FILE DEVICES PART VERSION: see tests/phone/image.h
image() {
	printf 'synthetic %d %s %s %s\n' "${BYTES:-70000}" "$2" "$3" "$4" >"$1"
	head -c "$((${BYTES:-70000} - $(wc -c <"$1")))" /dev/urandom >>"$1"
}

# import PATH...
import() {
	"$netrecover" -c bench.ini import "$@" >import.log 2>&1 || {
		show import.log
		fail "import ended with $?"
	}
}

# recover NAME STEPS ARGUMENT...: serve the phones of these arguments until they are done; NAME took
# STEPS, each of which was proven by its own word in a request, or as $PROVEN says
recover() {
	name=$1 steps=$2
	shift 2
	rm -rf state phones.log bench.log
	bench --until-done=${DONE:-100} ${EXTRA-}
	phones "$@"
	phones_arrived
	end_bench
	expect "exit status for $name" "$bench_status" 0
	expect "steps proven by $name" "$(loads step.proven "$name")" "$steps"
	expect "proofs of $name" "$(events step.proven "$name" | sed 's/.*"source":"\([^"]*\)".*/\1/' | paste -sd ' ' -)" \
		"${PROVEN:-$(echo "$steps" | sed 's/[^ ][^ ]*/http/g')}"
	expect "phones done" "$(count phone.done "$name")" 1
}
