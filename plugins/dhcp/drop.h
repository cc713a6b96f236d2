/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_DROP_H
#define DHCP_DROP_H
/*
 * drop.h -- why a packet gets no answer: one list for frames, messages and the
 * server, so that each reason is counted and named in one place.
 */

enum drop {
	DROP_NONE = 0,          /* nothing wrong */
	/* datagram.c */
	DROP_CUT,
	DROP_ETHERNET,
	DROP_IP_HEADER,
	DROP_IP_LENGTH,
	DROP_IP_SUM,
	DROP_FRAGMENT,
	DROP_NOT_UDP,
	DROP_UDP_LENGTH,
	DROP_UDP_SUM,
	/* message.c */
	DROP_SHORT,
	DROP_OP,
	DROP_HARDWARE,
	DROP_MAC,
	DROP_COOKIE,
	DROP_OPTIONS,
	DROP_OPTION_LENGTH,
	DROP_TYPE,
	/* server.c */
	DROP_RELAYED,
	DROP_NO_ADDRESS,
	DROP_OTHER_SERVER,
	DROP_POOL_FULL,
	DROP_NOT_ITS_OWN,
	/* plugin.c */
	DROP_ELSEWHERE,
	DROP_TAGGED,
	DROP_WAITING_FULL,
	DROP_NOT_SENT,
	DROP_COUNT,             /* one more than the last */
};

/* A few words, for the log. */
const char *drop_text(enum drop why);

#endif
