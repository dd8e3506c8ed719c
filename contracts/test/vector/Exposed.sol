// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Dues} from "../../src/math/Dues.sol";
import {SumTree} from "../../src/math/SumTree.sol";
import {Account} from "../../src/types/Account.sol";
import {Bucket} from "../../src/types/Bucket.sol";
import {Leaf, Proof} from "../../src/types/Leaf.sol";
import {Offer} from "../../src/types/Offer.sol";
import {Work} from "../../src/types/Work.sol";

/// @notice The libraries that vectors are replayed against, as calls.
contract Exposed {
    function idOf(Work calldata work) external pure returns (bytes32) {
        return work.id();
    }

    function idOf(Offer calldata offer) external pure returns (bytes32) {
        return offer.id();
    }

    function payeeHere(Account account) external view returns (address) {
        return account.payeeHere();
    }

    function keyOf(Bucket bucket, bytes32 work) external pure returns (bytes32) {
        return bucket.keyOf(work);
    }

    function locate(bytes32 root, Leaf calldata leaf, Proof calldata proof)
        external
        pure
        returns (uint256 prefix, uint256 total)
    {
        return SumTree.locate(root, leaf, proof);
    }

    function ofShare(uint256 gross, uint256 share) external pure returns (uint256) {
        return Dues.ofShare(gross, share);
    }

    function ofLeaf(uint256 flowDue, uint256 weight, uint256 total) external pure returns (uint256) {
        return Dues.ofLeaf(flowDue, weight, total);
    }

    function residualShare(Work calldata work) external pure returns (uint256) {
        return Dues.residualShare(work.flows);
    }
}
