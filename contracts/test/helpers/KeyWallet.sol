// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice A contract account: accepts the signatures that one key would give (ERC-1271).
contract KeyWallet {
    address private immutable _key;

    constructor(address key) {
        _key = key;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s) = (bytes32(signature[:32]), bytes32(signature[32:64]));
        return ecrecover(hash, uint8(signature[64]), r, s) == _key ? this.isValidSignature.selector : bytes4(0);
    }
}
