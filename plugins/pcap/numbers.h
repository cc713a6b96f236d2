/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_NUMBERS_H
#define PCAP_NUMBERS_H
/*
 * numbers.h -- by which numbers a frame is known: protocols of SNAP, and ports (IANA).
 */
#define OUI_CISCO 0x00000c
#define SNAP_CDP 0x2000
#define SNAP_ESP 0x0128

#define PORT_DHCP_SERVER 67
#define PORT_DHCP_CLIENT 68
#define PORT_TFTP 69
#define PORT_SCCP 2000
#define PORT_SIP 5060
#define PORT_SIPS 5061

#endif
