# installed as configuration
