#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# docs/plugin-template, copied elsewhere, builds with make and with autotools, is sound, and is
# installed where netrecover looks.
. "$(dirname "$0")/../stories/lib.sh"
. "$top_srcdir/tests/thirdparty/family.sh"
show_on_fail=template.log

install_headers
mkdir bin
ln -s "$netrecover" bin/netrecover
PATH=$PWD/bin:$PATH
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
cp -r "$top_srcdir/docs/plugin-template" template
chmod -R u+w template
models=$(pkg-config --variable=modeldir netrecover)
export CC

make -C template/simple CFLAGS="-Wall -Wextra -Werror" >template.log 2>&1 || fail "make"
make -C template/simple check >template.log 2>&1 || fail "make check"
make -C template/simple install DESTDIR="$PWD/one" >template.log 2>&1 || fail "make install"
[ -f "one$models/my-phone.so" ] || fail "make install put it elsewhere"
say "built with make"

for tool in autoreconf aclocal automake libtoolize; do
	command -v $tool >/dev/null 2>&1 || skip "$tool is not here, so autotools were not tried"
done
mkdir build
(cd template && autoreconf -fi -Wno-obsolete && cd ../build && ../template/configure -q && make && make check &&
	make install DESTDIR="$PWD/../two") >template.log 2>&1 || fail "autotools"
[ -f "two$models/my-phone.so" ] || fail "make install of autotools put it elsewhere"
[ ! -e "two$models/my-phone.la" ] || fail "a .la is installed"
say "built with autotools"
exit 0
