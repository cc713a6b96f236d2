#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The completions of bash, zsh and fish, each in its own shell where that is here.
: "${top_srcdir:?}" "${top_builddir:?}"
conf=$(cd "$top_srcdir/conf/completion" && pwd)
PATH=$(cd "$top_builddir" && pwd):$PATH
export PATH
bad=0
tried=

# expect SHELL LINE WANTED GOT: the word WANTED is among those that were offered
expect() {
	echo "$4" | grep -qx -e "$3" || {
		echo "$1: '$2' does not offer '$3': $(echo "$4" | tr '\n' ' ')"
		bad=1
	}
}

lacks() {
	echo "$4" | grep -qx -e "$3" && {
		echo "$1: '$2' offers '$3'"
		bad=1
	}
}

in_bash() {
	# shellcheck disable=SC2016 # for the other shell
	bash --norc -c '. "$0"/bash/netrecover; COMP_WORDS=($1); [[ $1 == *" " ]] && COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; }; _netrecover; printf "%s\n" "${COMPREPLY[@]}"' "$conf" "$1"
}

in_fish() {
	# shellcheck disable=SC2016
	fish --no-config -c 'source $argv[1]/netrecover.fish; complete -C $argv[2]' "$conf" "$1" | cut -f 1
}

for shell in bash fish; do
	command -v $shell >/dev/null 2>&1 || continue
	tried="$tried $shell"
	expect $shell 'netrecover re' report "$(in_$shell 'netrecover re')"
	expect $shell 'netrecover -c x.ini ' import "$(in_$shell 'netrecover -c x.ini ')"
	expect $shell 'netrecover report --c' --csv "$(in_$shell 'netrecover report --c')"
	lacks $shell 'netrecover plan --c' --csv "$(in_$shell 'netrecover plan --c')"
	expect $shell 'netrecover help wa' watch "$(in_$shell 'netrecover help wa')"
done
if command -v zsh >/dev/null 2>&1; then
	tried="$tried zsh"
	zsh -n "$conf/_netrecover" || bad=1
	# What it would describe, without the line editor.
	# shellcheck disable=SC2016
	got=$(zsh -f -c 'CURRENT=3; words=(netrecover report --c); PREFIX=--c
		_files() { print FILES }; _describe() { print -rl -- ${(P)2} }; . "$1/_netrecover"' zsh "$conf")
	echo "$got" | grep -q '^--csv:' || { echo "zsh: report --c: $got"; bad=1; }
fi
[ -n "$tried" ] || { echo "no shell that has completions is here"; exit 77; }
echo "tried:$tried"
exit $bad
