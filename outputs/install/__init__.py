"""Commands about the installation: more packages, packages for a PC without a network, and the tests."""
