// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice Someone who can own or be paid: `chainId (64 bits) << 160 | address`.
/// @dev Chain 0 means a key that is the same on every chain. A contract must name its chain, since a stranger may be
/// able to deploy at the same address on another one.
/// @custom:limit The highest 32 bits are 0; an account with any of them set belongs to nobody.
type Account is uint256;

using AccountLib for Account global;

/// @title AccountLib
/// @notice Says who an account is on this chain.
library AccountLib {
    /// @dev The code of an account that delegates by EIP-7702 is this prefix and an address. No contract can begin
    /// with 0xef (EIP-3541), so the size and the prefix cannot be mistaken for a contract's.
    bytes3 private constant DELEGATION_PREFIX = 0xef0100;
    uint256 private constant DELEGATION_SIZE = 23;

    /// @notice The account of an address on one chain, or on every chain when `chain` is 0.
    /// @param chain The chain id, at most 64 bits.
    /// @param owner The address.
    function from(uint64 chain, address owner) internal pure returns (Account) {
        return Account.wrap(uint256(chain) << 160 | uint160(owner));
    }

    /// @notice The account as the target of a flow or a leaf.
    function toBytes32(Account self) internal pure returns (bytes32) {
        return bytes32(Account.unwrap(self));
    }

    /// @notice The address that may be paid on this chain, or zero when there is none.
    /// @dev The account names this chain, or it names no chain and its address is a key here and not a contract.
    function payeeHere(Account self) internal view returns (address) {
        uint256 chain = Account.unwrap(self) >> 160;
        address owner = address(uint160(Account.unwrap(self)));
        return chain == block.chainid || (chain == 0 && _isKey(owner)) ? owner : address(0);
    }

    /// @notice The address when the account names this very chain, or zero. Homes and arbiters are contracts, which
    /// are never the same everywhere.
    function contractHere(Account self) internal view returns (address) {
        return Account.unwrap(self) >> 160 == block.chainid ? address(uint160(Account.unwrap(self))) : address(0);
    }

    /// @dev Without code, or with the code of an EIP-7702 delegation, which only the key itself can sign.
    function _isKey(address owner) private view returns (bool) {
        uint256 size = owner.code.length;
        if (size == 0) return true;
        if (size != DELEGATION_SIZE) return false;
        bytes32 start;
        assembly ("memory-safe") {
            extcodecopy(owner, 0x00, 0x00, 0x20)
            start := mload(0x00)
        }
        return bytes3(start) == DELEGATION_PREFIX;
    }
}
