/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PLUGINS_REGISTRAR_ALARM_H
#define PLUGINS_REGISTRAR_ALARM_H
/*
 * alarm.h -- what a phone tells its call manager when it registers.
 *
 * The same words stand in an SCCP Alarm and in the Reason of a SIP REGISTER:
 *	25: Name=SEP001B54AA0001 Load=SCCP45.8-3-3S Last=Initialized
 *	cisco-alarm:23 Name=SEP001B2A893698 Load=SIP70.8-4-2-30S Last=reset-restart
 *	cisco-alarm:25 Name=SEP... ActiveLoad=... InactiveLoad=... Last=initialized
 * (SIP: "SIP Line Messaging Guide" of the call manager's maker, public.)  Pure.
 */
#include <netrecover/types.h>

struct alarm {
	char name[24];          /* "" for what it does not say */
	char load[64];          /* ActiveLoad when it has one, else Load */
	char last[80];          /* to the end: it may have blanks */
};

void alarm_read(const char *text, struct alarm *out);

/* "SEP" and 12 hexadecimal digits, nothing else. */
bool alarm_mac(const char *name, struct nr_mac *mac);

#endif
