/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * filter.c -- see filter.h.  A program of the kernel's filter machine (seccomp(2)):
 *
 *   of another processor's numbering? -> killed     (x32 on an x86-64 included)
 *   socket, socketpair: family AF_INET or AF_UNIX? -> allowed, else EAFNOSUPPORT
 *   clone: a thread? -> allowed, else EPERM; clone3 -> ENOSYS, so that clone is taken
 *   one of filter_calls.h? -> allowed
 *   anything else -> EPERM
 */
#include <config.h>

#include "core/host/filter.h"

#include "core/base/build.h"
#include "core/host/filter_calls.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netrecover/types.h>
#include <sched.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCH AUDIT_ARCH_X86_64
#define X32_BIT 0x40000000u
#elif defined(__i386__)
#define OWN_ARCH AUDIT_ARCH_I386
#elif defined(__aarch64__)
#define OWN_ARCH AUDIT_ARCH_AARCH64
#elif defined(__arm__)
#define OWN_ARCH AUDIT_ARCH_ARM
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_ARCH AUDIT_ARCH_RISCV64
#endif

#ifndef SECCOMP_RET_KILL_PROCESS
#define SECCOMP_RET_KILL_PROCESS SECCOMP_RET_KILL
#endif

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define LOAD_ARG(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (n))
#define EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (yes), (no))
#define ANY_BIT(bits, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), (yes), (no))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define FAIL(error) ANSWER(SECCOMP_RET_ERRNO | (error))
#define ALLOW ANSWER(SECCOMP_RET_ALLOW)

#ifdef OWN_ARCH

/* What begins both filters ends where the bench's own rows begin. */
#ifdef X32_BIT
#define HEAD_OF_ALL 6
#else
#define HEAD_OF_ALL 4
#endif

static const struct sock_filter head[] = {
	LOAD(arch),
	EQUAL(OWN_ARCH, 1, 0),
	ANSWER(SECCOMP_RET_KILL_PROCESS),
	LOAD(nr),
#ifdef X32_BIT
	BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1),
	ANSWER(SECCOMP_RET_KILL_PROCESS),
#endif
	EQUAL(SYS_socket, 1, 0),
	EQUAL(SYS_socketpair, 0, 5),
	LOAD_ARG(0),
	EQUAL(AF_INET, 2, 0),
	EQUAL(AF_UNIX, 1, 0),
	FAIL(EAFNOSUPPORT),
	ALLOW,
	EQUAL(SYS_clone, 0, 4),
	LOAD_ARG(0),
	ANY_BIT(CLONE_THREAD, 1, 0),
	FAIL(EPERM),
	ALLOW,
#ifdef SYS_clone3
	EQUAL(SYS_clone3, 0, 1),
	FAIL(ENOSYS),
#endif
};

bool filter_is_there(void)
{
	const uint32_t action = SECCOMP_RET_KILL_PROCESS;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

/* Its acts, its end, and what the C library may want in between. */
static const unsigned helper_calls[] = {
	SYS_recvmsg, SYS_sendto, SYS_getsockopt, SYS_setsockopt, SYS_close, SYS_unlinkat,
#ifdef SYS_recvfrom
	SYS_recvfrom,
#endif
#ifdef SYS_send
	SYS_send,
#endif
#ifdef SYS_newfstatat
	SYS_newfstatat,
#endif
#ifdef SYS_fstatat64
	SYS_fstatat64,
#endif
#ifdef SYS_statx
	SYS_statx,
#endif
	SYS_exit, SYS_exit_group, SYS_rt_sigreturn, SYS_restart_syscall, SYS_brk,
};

int filter_install(enum filter_who who)
{
	struct sock_filter code[NR_ARRAY_SIZE(head) + 2 * NR_ARRAY_SIZE(filter_calls) + 1];
	const unsigned *calls = who == FILTER_BENCH ? filter_calls : helper_calls;
	size_t count = who == FILTER_BENCH ? NR_ARRAY_SIZE(filter_calls) : NR_ARRAY_SIZE(helper_calls);
	size_t first = who == FILTER_BENCH ? NR_ARRAY_SIZE(head) : HEAD_OF_ALL, n = first;
	struct sock_fprog program = { .filter = code };

	memcpy(code, head, first * sizeof(*head));
	for (size_t i = 0; i < count; i++) {
		code[n++] = (struct sock_filter)EQUAL(calls[i], 0, 1);
		code[n++] = (struct sock_filter)ALLOW;
	}
	code[n++] = (struct sock_filter)FAIL(EPERM);
	program.len = (unsigned short)n;
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0 ? 0 : -errno;
}

#else

bool filter_is_there(void)
{
	return false;
}

int filter_install(enum filter_who who)
{
	(void)who;
	return -ENOSYS;
}

#endif

bool filter_fits(void)
{
	return filter_is_there() && !build_sanitized();
}
