select layer, version from layer_version
