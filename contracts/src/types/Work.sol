// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account} from "./Account.sol";

/// @notice A work and everything it promised. Its id is the hash of these fields, so a promise can never change.
/// @custom:rule R-1
struct Work {
    /// Holder until the work is minted.
    Account creator;
    /// The Works contract where ownership lives, and only there.
    Account home;
    /// SHA-256 of the canonical record, which is also the ERC-721 metadata.
    bytes32 record;
    /// Id of the model work whose key signs this output; 0 if none.
    bytes32 origin;
    /// Contract at home that may hold or redirect the residual; 0 if none.
    Account arbiter;
    /// ERC-2981 rate, in parts per million.
    uint32 resale;
    /// What it owes of every payment, for ever.
    Flow[] flows;
}

/// @notice A part of every payment that a work owes.
struct Flow {
    /// One of `Kind`.
    uint8 kind;
    /// In parts per million of the payment.
    uint32 share;
    /// A work id, an account or a contribution root, by kind.
    bytes32 to;
}

/// @title Kind
/// @notice What a flow or a leaf points to.
library Kind {
    /// A work: money is lifted to its sales bucket.
    uint8 internal constant WORK = 0;
    /// An account: money is paid out.
    uint8 internal constant ACCOUNT = 1;
    /// The root of a contribution tree: money is paid to its leaves.
    uint8 internal constant TREE = 2;
}

/// @dev The whole of a payment, in parts per million.
uint256 constant PPM = 1_000_000;

using WorkLib for Work global;

/// @title WorkLib
/// @notice Names works by what they promised.
library WorkLib {
    /// @notice A work has more flows than fit.
    error TooManyFlows(uint256 count, uint256 limit);
    /// @notice A flow points to something that does not exist.
    error UnknownKind(uint256 flow, uint256 kind);
    /// @notice The flows promise more than the whole payment.
    error SharesTooHigh(uint256 shares, uint256 limit);
    /// @notice The resale royalty is more than the whole price.
    error ResaleTooHigh(uint256 resale, uint256 limit);

    uint256 internal constant MAX_FLOWS = 32;

    bytes32 internal constant FLOW_TYPEHASH = keccak256("Flow(uint8 kind,uint32 share,bytes32 to)");
    bytes32 internal constant WORK_TYPEHASH = keccak256(
        "Work(uint256 creator,uint256 home,bytes32 record,bytes32 origin,uint256 arbiter,uint32 resale,Flow[] flows)Flow(uint8 kind,uint32 share,bytes32 to)"
    );

    /// @notice The id of a work: its EIP-712 struct hash, without a domain, so the same on every chain.
    /// @dev Reverts for a work that no contract may accept, so whoever holds an id holds a checked work.
    /// @custom:limit 32 flows, kinds up to 2, shares and resale up to 1,000,000 parts per million.
    /// @custom:rule R-1
    function id(Work calldata self) internal pure returns (bytes32 result) {
        uint256 resale = self.resale;
        require(resale <= PPM, ResaleTooHigh(resale, PPM));
        bytes32 typehash = WORK_TYPEHASH;
        bytes32 flowsHash = _hash(self.flows);
        assembly ("memory-safe") {
            let m := mload(0x40)
            mstore(m, typehash)
            // The six fields before the flows are one word each, in the order of the type.
            calldatacopy(add(m, 0x20), self, 0xc0)
            mstore(add(m, 0xe0), flowsHash)
            result := keccak256(m, 0x100)
        }
    }

    /// @dev Checks the flows and hashes them as EIP-712 hashes an array of structs.
    function _hash(Flow[] calldata flows) private pure returns (bytes32 result) {
        require(flows.length <= MAX_FLOWS, TooManyFlows(flows.length, MAX_FLOWS));
        uint256 shares;
        for (uint256 i; i < flows.length; ++i) {
            require(flows[i].kind <= Kind.TREE, UnknownKind(i, flows[i].kind));
            shares += flows[i].share;
        }
        require(shares <= PPM, SharesTooHigh(shares, PPM));
        bytes32 typehash = FLOW_TYPEHASH;
        assembly ("memory-safe") {
            let m := mload(0x40)
            let hashes := add(m, 0x80)
            mstore(m, typehash)
            for { let i := 0 } lt(i, flows.length) { i := add(i, 1) } {
                calldatacopy(add(m, 0x20), add(flows.offset, mul(i, 0x60)), 0x60)
                mstore(add(hashes, shl(5, i)), keccak256(m, 0x80))
            }
            result := keccak256(hashes, shl(5, flows.length))
        }
    }
}
