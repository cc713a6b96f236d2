/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_PHONE_H
#define PHONE_PHONE_H
/*
 * phone.h -- one simulated phone: what it is, where it is in its life, what it
 * does next.  The caller owns the clock (milliseconds that never go back) and
 * hands in every frame and the time.
 */
#include "tests/phone/client.h"
#include "tests/phone/dhcp.h"
#include "tests/phone/family.h"
#include "tests/phone/host.h"
#include "tests/phone/http.h"
#include "tests/phone/loader.h"
#include "tests/phone/profile.h"
#include "tests/phone/settings.h"
#include "tests/phone/tftp.h"
#include "tests/phone/web.h"

enum phone_state {
	PHONE_BOOTING,          /* before DHCP */
	PHONE_REBINDING,        /* asks for its old address (INIT-REBOOT) */
	PHONE_SELECTING,
	PHONE_REQUESTING,
	PHONE_PROBING,          /* ARP: has anybody this address? */
	PHONE_PAUSING,          /* until it asks for the next file */
	PHONE_FETCHING,
	PHONE_FLASHING,
	PHONE_REBOOTING,
	PHONE_REGISTERING,
	PHONE_REGISTERED,
	PHONE_WAITING,          /* until it begins again with DHCP */
};

/* By which door it asks for its files. */
enum phone_doors {
	DOORS_OF_FAMILY = 0,
	DOORS_TFTP,
	DOORS_BOTH,             /* HTTP first, for each file */
	DOORS_HTTP,
};

struct phone_setup {            /* --phone */
	uint8_t mac[6];
	const struct handset *handset;
	char load[64];          /* "": wiped */
	char until[64];         /* the load to reach; "": any */
	char newest_wiped[32];  /* wipedmax= */
	char class_id[64];      /* option 60; "": none */
	uint32_t old_ip;
	uint32_t fixed_ip;      /* 0: it asks for one */
	uint32_t tftp_ip;       /* alternate TFTP server; 0: that of its lease */
	bool deaf;              /* answers of a DHCP server do not reach it */
	uint16_t port;          /* TFTP source port of every file; 0: a new one each */
	uint32_t hardware;
	unsigned loss;          /* per cent */
	bool tagged;            /* vlan=: */
	uint16_t vlan;
	unsigned cdp_ms;        /* between CDP frames; 0: 60 s, faster with the speed */
	bool sip_udp;           /* registers by UDP, not TCP */
	enum phone_doors doors;
	const char *keep;       /* folder for the firmware that it fetches; NULL: none */
	bool lldp;              /* tells its load by LLDP too */
	bool once_more;         /* after a recovery it calls its load by the name of the manifest */
	bool prints;            /* its alarm prints the version of its load */
	bool no_cdp, no_register, init_reboot, no_broadcast;
	enum web_kind web;      /* its own web page */
	bool sick;              /* its load restarts instead of registering, until flashed */
};

struct phone {
	struct phone_setup setup;
	struct host host;
	char name[16];          /* SEP001B54AA0001 */
	FILE *log;
	int64_t started;        /* of the program */
	unsigned speed;

	enum phone_state state;
	int64_t due, cdp_due;   /* when phone_timer() has something to do */
	unsigned tries;
	struct dhcp_reply lease;
	uint32_t old_ip;        /* what it sends from before it has an address */
	uint32_t server;        /* TFTP */
	uint16_t next_port;

	bool rejected;          /* a load, for its hardware: told when it registers */

	enum want want;
	size_t ask;             /* the row of its family's asks */
	struct tftp tftp;       /* its name and what arrived, by whichever door */
	uint16_t tftp_port;
	struct http http;
	uint16_t http_port;     /* at which it asks */
	struct client door;     /* its connection */
	bool by_http, http_failed;      /* the second: TFTP for this file */
	unsigned ports;         /* from which it asked for the same file in vain */
	unsigned timeouts;      /* of the same file */
	struct settings settings;
	bool configured;        /* settings were read */
	char list_name[128];
	struct image_list list;
	size_t image;
	char manifest[64];      /* "term65.default": what it calls its load after a recovery, "" else */
	char loader[64];        /* the universal loader of a 7940, "": none */
	bool application;       /* what it loaded asks now, no longer the loader */
	bool fresh;             /* it was written just now, and starts without the loader */
	bool twice;             /* it asked a second time before it gives way to the loader */
	struct flash flashing;  /* what it writes */
	struct device device;   /* one of another maker's, */
	uint8_t vendor_class[64];       /* and what it says that it is */
	struct web web;
	struct stream call_manager;     /* its connection, when registered by TCP */
	uint16_t own_port;              /* from which it last tried to register */
	unsigned sip_cseq;
	unsigned boots, flashes;
	bool reached;
};

void phone_init(struct phone *p, const struct phone_setup *s, struct wire *w, unsigned speed,
		FILE *log);
void phone_power_on(struct phone *p, int64_t now);
/* Its power is gone for some seconds.  Not while it writes its flash: what a phone is then, nobody has
 * described. */
void phone_power_cut(struct phone *p, int64_t now);
void phone_frame(struct phone *p, const uint8_t *frame, size_t len, int64_t now);
/* Do what is due. */
void phone_timer(struct phone *p, int64_t now);
/* When phone_timer() wants to be called next. */
int64_t phone_due(const struct phone *p);
void phone_finish(struct phone *p);

#endif
