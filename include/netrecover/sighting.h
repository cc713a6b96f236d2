/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef NETRECOVER_SIGHTING_H
#define NETRECOVER_SIGHTING_H
/*
 * sighting.h -- evidence: what one packet said about one device.
 *
 * A sighting records what was seen, never what is believed.  Which model it
 * is and which load it runs are beliefs that the core computes from the
 * sightings, and can compute again.
 */
#include <netrecover/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a text says.  Texts are NUL-terminated; nr_text() makes them. */
enum nr_fact {
	NR_FACT_END = 0,        /* ends a list of facts */
	NR_FACT_VENDOR_CLASS,   /* DHCP option 60 */
	NR_FACT_HOST_NAME,      /* DHCP option 12 */
	NR_FACT_WANTS_SERVER,   /* "150" when DHCP option 55 asks for option 150 */
	NR_FACT_BOOT,           /* it boots: "discover", "init-reboot" */
	NR_FACT_PLATFORM,       /* CDP TLV 6, LLDP system description, MED or ESP model */
	NR_FACT_DEVICE_NAME,    /* CDP TLV 1, LLDP system name */
	NR_FACT_LOAD,           /* the load that it says it runs */
	NR_FACT_HARDWARE,       /* LLDP: "V12" or MED hardware revision */
	NR_FACT_SERIAL,
	NR_FACT_FILE_WANTED,    /* name in an RRQ or GET, to us or to another server */
	NR_FACT_SERVER,         /* the file server that it asks: dotted address */
	NR_FACT_REGISTERS,      /* it tries to register: "sccp", "sip" */
	NR_FACT_REASON,         /* why it restarted, in its own words (SCCP alarm) */
	NR_FACT_VLAN,           /* its frames carry this 802.1Q tag: decimal; DHCP that begins
				 * a boot and comes without this is untagged */
	NR_FACT_ADDRESS,        /* that it uses or wants to keep, and that is none of this wire's */
	NR_FACT_USER_AGENT,     /* what it calls itself by HTTP or SIP, as it sent it */
	NR_FACT_MAC,            /* its MAC address as it wrote it itself, where no frame shows it: whose
				 * a sighting is that has no MAC, and whose address nobody has.
				 * In a row of nr_match: the address of the device, "00:04:13:*" */
	NR_FACT_DEVICE_TYPE,    /* the call manager's number of its model, decimal: "7" */
	NR_FACT_SWITCH_PORT,    /* "GigabitEthernet0/7": the sender is the switch, and the bench is
				 * at this port of it (CDP TLV 3, LLDP port).  Such a sighting is
				 * about the wire, and makes no device */
	NR_FACT_COUNT,          /* one more than the last */
};

/* Who said so.  The order is part of the interface; append only. */
enum nr_source {
	NR_SOURCE_NONE = 0,
	NR_SOURCE_CDP,
	NR_SOURCE_LLDP,
	NR_SOURCE_ESP,          /* SNAP 0x0128, the 79xx's third identity frame */
	NR_SOURCE_DHCP,
	NR_SOURCE_TFTP,
	NR_SOURCE_HTTP,
	NR_SOURCE_SCCP,
	NR_SOURCE_SIP,
	NR_SOURCE_WEB,          /* the phone's own web page */
	NR_SOURCE_ARP,
	NR_SOURCE_TCP,          /* a SYN seen on the wire */
	NR_SOURCE_PLUGIN,       /* the phone's own word by a protocol that is not named here: shown
				 * by the type of the plugin that heard it */
	NR_SOURCE_COUNT,
};

struct nr_fact_value {
	enum nr_fact fact;
	const char *text;       /* the core copies it */
};

struct nr_sighting {
	enum nr_source source;
	const struct nr_mac *mac;           /* NULL: not visible at this layer */
	struct in_addr addr;                /* INADDR_ANY: not known */
	const struct nr_fact_value *facts;  /* ends with NR_FACT_END; NULL: none */
};

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_SIGHTING_H */
