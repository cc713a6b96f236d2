/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_LLDP_H
#define PCAP_LLDP_H
/*
 * lldp.h -- LLDP (IEEE 802.1AB) with the inventory of LLDP-MED (ANSI/TIA-1057),
 * as Cisco phones speak it.  Pure: the bytes behind the EtherType to a struct.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

/* Bits of lldp.capabilities. */
#define LLDP_BRIDGE    0x0004
#define LLDP_TELEPHONE 0x0020

struct lldp {
	char port[48];                  /* "001B54945A8B:P2"; "": it has an address in place of a name */
	char port_text[32];             /* "SW PORT": to the switch; "PC Port": to the computer */
	char device[64];                /* system name without its domain */
	char text[128];                 /* system description, whole */
	uint16_t capabilities;
	struct in_addr addr;            /* management address, else the chassis' */

	/* From the system description of a phone:
	 * "Cisco IP Phone CP-7911G,V2, SCCP11.8-4-3S". */
	char platform[64];              /* "Cisco IP Phone CP-7911G" */
	char revision[16];              /* "V2" */
	char text_load[64];             /* "SCCP11.8-4-3S" */

	/* LLDP-MED; a phone sends none of these on its PC port. */
	uint8_t med_class;              /* 3: communication device; 0: not said */
	char med_hardware[33];          /* "12" */
	char med_firmware[33];          /* its boot loader, not its load */
	char med_software[33];          /* the load */
	char med_serial[33];
	char med_model[33];             /* "CP-7962G" */
};

/* 0, or -EBADMSG; @out is then zero. */
int lldp_read(struct lldp *out, const void *data, size_t len);

#endif
