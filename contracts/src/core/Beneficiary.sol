// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account} from "../types/Account.sol";
import {Bucket} from "../types/Bucket.sol";
import {Work} from "../types/Work.sol";
import {IArbiter} from "./IArbiter.sol";
import {ILedger} from "./ILedger.sol";
import {IWorks} from "./IWorks.sol";
import {Question} from "./Question.sol";
import {ERC721} from "solady/tokens/ERC721.sol";

/// @title Beneficiary
/// @notice Finds who gets the residual of a work.
/// @dev The id binds home and arbiter, so a hostile one can only hurt works that named it.
library Beneficiary {
    /// @notice The payee of a residual, or the reason why there is none.
    /// @param work The work.
    /// @param id Its id.
    /// @param bucket The bucket whose residual it is.
    /// @return payee Zero when there is none.
    /// @return reason The encoded error, empty when there is a payee.
    function find(Work calldata work, bytes32 id, Bucket bucket)
        internal
        view
        returns (address payee, bytes memory reason)
    {
        address home = work.home.contractHere();
        if (home == address(0)) return (payee, _noHolder(work));
        if (Account.unwrap(work.arbiter) != 0) {
            bool clean;
            (clean, payee) = Question.ask(work.arbiter.contractHere(), abi.encodeCall(IArbiter.beneficiaryOf, (id)));
            if (!clean) return (payee, abi.encodeWithSelector(ILedger.Held.selector, work.arbiter));
            if (payee != address(0)) return (payee, reason);
        }
        if (bucket == Bucket.Resale) payee = work.creator.payeeHere();
        else payee = _holderOf(work, id, home);
        if (payee == address(0)) reason = _noHolder(work);
    }

    /// @dev The owner is the shorter question; only a work without one must be shown.
    function _holderOf(Work calldata work, bytes32 id, address home) private view returns (address holder) {
        (, holder) = Question.ask(home, abi.encodeCall(ERC721.ownerOf, (uint256(id))));
        if (holder == address(0)) {
            (, holder) = Question.ask(home, work.encodeCall(work.flows, IWorks.holderOf.selector));
        }
    }

    function _noHolder(Work calldata work) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedger.NoHolder.selector, work.home);
    }
}
