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
        (result,) = read(self);
    }

    /// @notice The id of a work and its checked flows.
    /// @dev Words are compared whole, so that no bit above a field's type escapes the check.
    /// @custom:rule R-1
    function read(Work calldata self) internal pure returns (bytes32 result, Flow[] calldata flows) {
        flows = self.flows;
        require(flows.length <= MAX_FLOWS, TooManyFlows(flows.length, MAX_FLOWS));
        (bytes32 workType, bytes32 flowType, uint256 highest) = (WORK_TYPEHASH, FLOW_TYPEHASH, Kind.TREE);
        bool wrong;
        assembly ("memory-safe") {
            let m := mload(0x40)
            let hashes := add(m, 0x100)
            let next := hashes
            let shares := 0
            mstore(m, flowType)
            let end := add(flows.offset, mul(flows.length, 0x60))
            for { let flow := flows.offset } lt(flow, end) { flow := add(flow, 0x60) } {
                calldatacopy(add(m, 0x20), flow, 0x60)
                let share := mload(add(m, 0x40))
                wrong := or(wrong, or(gt(mload(add(m, 0x20)), highest), gt(share, PPM)))
                shares := add(shares, share)
                mstore(next, keccak256(m, 0x80))
                next := add(next, 0x20)
            }
            mstore(m, workType)
            // The six fields before the flows are one word each, in the order of the type.
            calldatacopy(add(m, 0x20), self, 0xc0)
            wrong := or(wrong, or(gt(shares, PPM), gt(mload(add(m, 0xc0)), PPM)))
            mstore(add(m, 0xe0), keccak256(hashes, sub(next, hashes)))
            result := keccak256(m, 0x100)
        }
        if (wrong) _explain(self);
    }

    /// @notice A call that shows a checked work: `abi.encodeWithSelector(selector, work)`.
    /// @dev The compiler would copy and check field by field what `read` checked before, at four times the cost.
    /// @param flows The work's flows, as `read` found them.
    function encodeCall(Work calldata self, Flow[] calldata flows, bytes4 selector)
        internal
        pure
        returns (bytes memory data)
    {
        assembly ("memory-safe") {
            data := mload(0x40)
            let size := mul(flows.length, 0x60)
            mstore(data, add(size, 0x124))
            mstore(add(data, 0x20), selector)
            mstore(add(data, 0x24), 0x20)
            calldatacopy(add(data, 0x44), self, 0xc0)
            mstore(add(data, 0x104), 0xe0)
            mstore(add(data, 0x124), flows.length)
            calldatacopy(add(data, 0x144), flows.offset, size)
            mstore(0x40, add(data, add(size, 0x160)))
        }
    }

    /// @dev Finds what is wrong with a work of which something is.
    function _explain(Work calldata self) private pure {
        uint256 shares;
        for (uint256 i; i < self.flows.length; ++i) {
            require(self.flows[i].kind <= Kind.TREE, UnknownKind(i, self.flows[i].kind));
            shares += self.flows[i].share;
        }
        require(shares <= PPM, SharesTooHigh(shares, PPM));
        revert ResaleTooHigh(self.resale, PPM);
    }
}
