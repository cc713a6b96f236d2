/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_REGISTRAR_ALARM_H
#define PLUGINS_REGISTRAR_ALARM_H
/*
 * alarm.h -- what a phone says to its call manager when it registers.
 *
 * The same words stand in an SCCP Alarm and in the Reason of a SIP REGISTER:
 *	25: Name=SEP001B54AA0001 Load=SCCP45.8-3-3S Last=Initialized
 *	cisco-alarm:23 Name=SEP001B2A893698 Load=SIP70.8-4-2-30S Last=reset-restart
 *	cisco-alarm:25 Name=SEP... ActiveLoad=... InactiveLoad=... Last=initialized
 * (SIP: "SIP Line Messaging Guide" of the call manager's maker, public.)
 *
 * Phones of 9.x and later send a second one as XML, in an SCCP message of its own, or
 * by SIP in a REFER.  Seen on a 7961G:
 *	<x-cisco-alarm>
 *	<Alarm Name="LastOutOfServiceInformation">
 *	<ParameterList>
 *	<String name="DeviceName">SEP001B54AA0001</String>
 *	<String name="ModelNumber">CP-7961G</String>
 *	<String name="UnifiedCMIPAddress"><not open></String>
 *	<Enum name="ReasonForOutOfService">25</Enum>
 * It is not always well-formed, as above, and may be cut off, so that no XML parser
 * would take it.  Pure.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

struct alarm {
	char name[24];          /* "" for what it does not say */
	char load[64];          /* ActiveLoad when it has one, else Load */
	char last[80];          /* to the end: it may have blanks */
};

void alarm_read(const char *text, struct alarm *out);

struct xml_alarm {
	char name[24];          /* "" for what it does not say */
	char model[32];         /* "CP-7961G" */
	char load[64];          /* ActiveLoad */
	char inactive[64];      /* InactiveLoad */
	char last[80];          /* in words */
};

/* False when it is none; alarms of other kinds have nothing but a name. */
bool alarm_read_xml(struct nr_reader text, struct xml_alarm *out);

#endif
