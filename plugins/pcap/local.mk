# pcap
