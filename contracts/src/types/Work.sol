// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

struct Flow {
    uint8 kind;
    uint32 share;
    bytes32 to;
}
